// Messages that are JSON already. What many sockets are told is written once; each packet is then
// nothing but its name in front of a text.
import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser'

export class Prepared {
  readonly json: string

  constructor(json: string) {
    this.json = json
  }
}

class PreparedEncoder extends Encoder {
  override encode(packet: Packet): (string | Buffer)[] {
    const [event, message] = packet.type === PacketType.EVENT ? (packet.data as unknown[]) : []
    if (message instanceof Prepared) return [`2["${String(event)}",${message.json}]`]
    return super.encode(packet) as (string | Buffer)[]
  }
}

/** For socket.io's server: the usual wire, and `Prepared` as the one argument of an event. */
export const preparedParser = { Encoder: PreparedEncoder, Decoder }

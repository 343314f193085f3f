// Appending to Redis as one atomic step.
//
// A night is three keys: a stream with one entry a commit, whose id is the commit's number; a hash
// from command to number; the head as «number id». One set holds the nights.
//
// Of several processes that append to one night, whoever was last is first to know the new head, and
// would win again and again. So whoever comes too late has the next turn for as long as it takes to
// catch up; others are told meanwhile that the head is as they know it, and ask again.
import { createHash } from 'node:crypto'

export interface Script {
  readonly text: string
  /** By which Redis knows a script that it has run before. */
  readonly sha1: string
}

const script = (text: string): Script => ({
  text,
  sha1: createHash('sha1').update(text).digest('hex'),
})

/**
 * KEYS: commits, commands, head, nights, erased, turn, heard. ARGV: night, expected head or '', the instant
 * before which nothing is appended (ms) or '', who asks, how long its turn would be (ms), then number,
 * id, command, text of each.
 */
export const appendScript = script(`
for i = 6, #ARGV, 4 do
  local number = redis.call('HGET', KEYS[2], ARGV[i + 2])
  if number then
    local entry = redis.call('XRANGE', KEYS[1], number .. '-0', number .. '-0')[1]
    return { 'already', number, entry and entry[2][2] or '' }
  end
end
local head = redis.call('GET', KEYS[3])
local position, id = 0, ''
if head then
  position, id = head:match('^(%d+) (.+)$')
  if not position then return { 'damaged', head } end
end
if id ~= ARGV[2] then
  redis.call('SET', KEYS[6], ARGV[4], 'NX', 'PX', ARGV[5])
  return { 'conflict', id }
end
local turn = redis.call('GET', KEYS[6])
if turn and turn ~= ARGV[4] then return { 'conflict', id } end
if tonumber(ARGV[6]) ~= position + 1 then return { 'misnumbered', head or '' } end
if ARGV[3] ~= '' then
  local now = redis.call('TIME')
  if now[1] * 1000 + now[2] / 1000 < tonumber(ARGV[3]) then return { 'early' } end
end
for i = 6, #ARGV, 4 do
  redis.call('XADD', KEYS[1], ARGV[i] .. '-0', 'data', ARGV[i + 3])
  redis.call('HSET', KEYS[2], ARGV[i + 2], ARGV[i])
  head = ARGV[i] .. ' ' .. ARGV[i + 1]
end
redis.call('SET', KEYS[3], head)
if turn then redis.call('DEL', KEYS[6]) end
redis.call('SADD', KEYS[4], ARGV[1])
redis.call('SREM', KEYS[5], ARGV[1])
return { 'appended' }
`)

/** KEYS: commits, commands, head, nights, erased, turn, heard. ARGV: night. */
export const eraseScript = script(`
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[6], KEYS[7])
redis.call('SREM', KEYS[4], ARGV[1])
redis.call('SADD', KEYS[5], ARGV[1])
return 1
`)

/** KEYS: heard. ARGV: an instant, for how long it counts (both ms). Of several, the latest stays. */
export const heardScript = script(`
local before = redis.call('GET', KEYS[1])
if before and tonumber(before) >= tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`)

/**
 * KEYS: presence. ARGV: who says it, the screens connected there as JSON, for how long it counts (ms).
 * Returns what each process said within that time.
 */
export const presenceScript = script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], ARGV[1], now .. ' ' .. ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
local said = redis.call('HGETALL', KEYS[1])
local screens = {}
for i = 1, #said, 2 do
  local at, text = said[i + 1]:match('^(%d+) (.+)$')
  if at and now - at <= tonumber(ARGV[3]) then
    screens[#screens + 1] = text
  else
    redis.call('HDEL', KEYS[1], said[i])
  end
end
return screens
`)

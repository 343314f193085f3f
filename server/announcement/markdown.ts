// Markdown as a tree, and its nodes as plain text.
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Unread } from './page.ts'
import { webLinkOf } from './values.ts'

export type Tree = ReturnType<typeof fromMarkdown>
export type Node = Tree | Tree['children'][number]
export type ListItem = Extract<Node, { type: 'listItem' }>
type Paragraph = Extract<Node, { type: 'paragraph' }>
export type Phrase = Paragraph['children'][number]
type Definition = Extract<Node, { type: 'definition' }>

/** Far more than a page needs, far less than the stack holds. */
const MOST_DEPTH = 60

export const treeOf = (lines: readonly string[]): Tree => fromMarkdown(lines.join('\n'))
export const firstLineOf = (node: Node): number => node.position?.start.line ?? 1
export const lastLineOf = (node: Node): number => node.position?.end.line ?? 1

/** Every node of a tree, parents first, without recursion. */
export function* nodesOf(tree: Node): Generator<Node> {
  const waiting: Node[] = [tree]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node
    if ('children' in node) waiting.push(...node.children.toReversed())
  }
}

/** Reads nodes as plain text and lists what plain text cannot hold. */
export class Reader {
  readonly unread: Unread
  readonly #definitions = new Map<string, Definition>()
  readonly #wanted = new Set<Definition>()

  constructor(tree: Tree, unread: Unread) {
    this.unread = unread
    for (const node of nodesOf(tree)) {
      if (node.type !== 'definition') continue
      if (!this.#definitions.has(node.identifier)) this.#definitions.set(node.identifier, node)
    }
  }

  /** Whether a link definition has given its address to something that was read. */
  isWanted(definition: Definition): boolean {
    return this.#wanted.has(definition)
  }

  /** The text of one line's nodes, and the web links in it, in order. */
  line(nodes: readonly Node[]): { readonly text: string; readonly links: readonly string[] } {
    const links: string[] = []
    const text = this.#inline(nodes, (_, link) => (links.push(link), ''), 0)
    return { text: text.replace(/\s+/g, ' ').trim(), links }
  }

  /** The text of blocks, with their line breaks and each link's address behind its text. */
  summary(blocks: readonly Node[]): string {
    return this.#blocks(blocks, '\n\n', 0)
  }

  #blocks(blocks: readonly Node[], between: string, depth: number): string {
    const texts = blocks.map((block) => this.#block(block, depth))
    return texts.filter((text) => text !== '').join(between)
  }

  #block(node: Node, depth: number): string {
    if (depth > MOST_DEPTH) return this.#tooDeep(node)
    if (node.type === 'list') {
      const texts = node.children.map((item) => this.#blocks(item.children, '\n', depth + 1))
      return texts
        .filter((text) => text !== '')
        .map((text, at) => (node.ordered ? `${(node.start ?? 1) + at}. ${text}` : `- ${text}`))
        .map((text) => text.replaceAll('\n', '\n  '))
        .join('\n')
    }
    if (node.type === 'blockquote') return this.#blocks(node.children, '\n', depth + 1)
    if (node.type === 'code') {
      if (node.lang) this.unread.add(firstLineOf(node), 'unknown-label')
      return node.value
    }
    if (node.type === 'html') return this.#html(node)
    if (node.type === 'definition' || node.type === 'thematicBreak') return ''
    const nodes: readonly Node[] = 'children' in node ? node.children : [node]
    const behind = (text: string, link: string): string => (text === link ? '' : ` (${link})`)
    return this.#inline(nodes, behind, depth).trim()
  }

  /** `behind` gives what stands behind the text of a link. */
  #inline(
    nodes: readonly Node[],
    behind: (text: string, link: string) => string,
    depth: number,
  ): string {
    return nodes
      .map((node) => {
        if (depth > MOST_DEPTH) return this.#tooDeep(node)
        if (node.type === 'text') return node.value.replaceAll('\n', ' ')
        if (node.type === 'inlineCode') return node.value
        if (node.type === 'break') return '\n'
        if (node.type === 'html') return this.#html(node)
        const inside =
          'children' in node
            ? this.#inline(node.children, behind, depth + 1)
            : 'alt' in node
              ? (node.alt ?? '')
              : ''
        const address = this.#addressOf(node)
        if (address === null) return inside
        const link = webLinkOf(address)
        if (link !== null) return inside + behind(inside, link)
        this.unread.add(firstLineOf(node), 'not-a-web-link')
        return inside
      })
      .join('')
  }

  #addressOf(node: Node): string | null {
    if (node.type === 'linkReference' || node.type === 'imageReference') {
      const definition = this.#definitions.get(node.identifier)
      if (!definition) return null
      this.#wanted.add(definition)
      return this.#addressOf(definition)
    }
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return null
    if (node.title) this.unread.add(firstLineOf(node), 'unknown-label')
    return node.url
  }

  /** Icons and type-setting are decoration; any other tag is listed. */
  #html(node: Node & { readonly value: string }): string {
    const decoration = /^<\/?(?:i|b|u|em|strong|span|small|sup|sub|br)(?:\s[^<>]*)?\/?>$/i
    const reason = node.value.startsWith('<!--') ? 'comment' : 'html'
    if (!decoration.test(node.value)) {
      this.unread.addAll(firstLineOf(node), lastLineOf(node), reason)
    }
    return ''
  }

  #tooDeep(node: Node): string {
    this.unread.addAll(firstLineOf(node), lastLineOf(node), 'too-deep')
    return ''
  }
}

/**
 * Shows a markdown file as GitHub shows a comment, and writes the picture:
 *
 *     node scripts/render-comment.ts comment.md picture.png [light|dark] [open|HEIGHT]
 *
 * `open` opens every <details>; HEIGHT cuts the picture after so many CSS pixels. Needs Chromium: CHROMIUM_PATH, else /usr/bin/chromium.
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { raw } from 'hast-util-raw'
import { defaultSchema, sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toHast } from 'mdast-util-to-hast'
import { gfm } from 'micromark-extension-gfm'
import { chromium } from 'playwright-core'

/** Width of a comment's body in a pull request's timeline on a desktop screen, in CSS pixels. */
const bodyWidth = 800

const [source, target, theme = 'light', extent] = process.argv.slice(2)
if (source === undefined || target === undefined || (theme !== 'light' && theme !== 'dark')) {
  console.error('usage: render-comment.ts comment.md picture.png [light|dark] [open|HEIGHT]')
  process.exit(2)
}

const body = githubHtml(await readFile(source, 'utf8'))
await writeFile(
  target,
  await picture(page(extent === 'open' ? body.replaceAll('<details>', '<details open>') : body)),
)

/** GFM to HTML, with what GitHub removes removed: hast-util-sanitize's default schema is GitHub's. */
function githubHtml(markdown: string): string {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  return toHtml(sanitize(raw(toHast(tree, { allowDangerousHtml: true })), defaultSchema))
}

function page(body: string): string {
  const stylesheet = createRequire(import.meta.url).resolve(
    `github-markdown-css/github-markdown-${theme}.css`,
  )
  const border = theme === 'dark' ? '#3d444d' : '#d1d9e0'
  return `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="file://${stylesheet}">
<style>
  html { background: ${theme === 'dark' ? '#0d1117' : '#ffffff'} }
  body { margin: 16px; width: ${bodyWidth + 34}px }
  .comment { border: 1px solid ${border}; border-radius: 6px; padding: 16px }
  .markdown-body { font-size: 14px }
</style><div class="comment"><article class="markdown-body">${body}</article></div>`
}

async function picture(html: string): Promise<Buffer> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  try {
    const file = `${target}.html`
    await writeFile(file, html)
    const tab = await browser.newPage({
      viewport: { width: bodyWidth + 66, height: Number(extent) || 600 },
      deviceScaleFactor: 2,
    })
    await tab.goto(new URL(file, `file://${process.cwd()}/`).href)
    const height = Number(extent)
    return await tab.screenshot(
      height > 0 ? { clip: { x: 0, y: 0, width: bodyWidth + 66, height } } : { fullPage: true },
    )
  } finally {
    await browser.close()
    await rm(`${target}.html`, { force: true })
  }
}

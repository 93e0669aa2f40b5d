/** The page's only stylesheet: light or dark as the reader's system is. */
export const style = `
:root { color-scheme: light dark; --text: light-dark(#1f2328, #f0f6fc); --soft: light-dark(#59636e, #9198a1);
  --page: light-dark(#f6f8fa, #0d1117); --card: light-dark(#fff, #151b23); --line: light-dark(#d1d9e0, #3d444d);
  --code: light-dark(#818b981f, #656c7633); --error: light-dark(#cf222e, #ff7b72); --warning: light-dark(#9a6700, #d29922);
  --info: light-dark(#0969da, #4493f8); --success: light-dark(#1a7f37, #3fb950);
  --minus: light-dark(#ffebe9, #f8514926); --plus: light-dark(#dafbe1, #2ea04326) }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 1100px; margin: 0 auto; padding: 32px 20px 64px }
h1 { margin: 0 0 8px; font-size: 28px; line-height: 1.25 }
h2 { margin: 40px 0 4px; font-size: 20px }
h2.since { margin-top: 48px; padding-bottom: 6px; border-bottom: 1px solid var(--line); font-size: 24px }
h3 { margin: 0; font-size: 15px; font-weight: 600; overflow-wrap: anywhere }
p { margin: 4px 0 }
a { color: var(--info) }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
code { padding: 1px 5px; border-radius: 5px; background: var(--code); overflow-wrap: anywhere; unicode-bidi: isolate }
.verdict { padding-left: 16px; border-left: 6px solid var(--success) }
.verdict.error, .verdict.failure { border-color: var(--error) }
.verdict.warning { border-color: var(--warning) }
.lead { font-size: 17px }
.soft, footer { color: var(--soft) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; margin: 10px 0 0 }
th, td { padding: 5px 12px; border: 1px solid var(--line); text-align: left; vertical-align: top }
th { font-weight: 600; color: var(--soft) }
td.count { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
article { margin: 12px 0; padding: 14px 16px; border: 1px solid var(--line); border-left: 4px solid var(--info); border-radius: 6px; background: var(--card) }
article.error { border-left-color: var(--error) }
article.warning { border-left-color: var(--warning) }
article header { display: flex; flex-wrap: wrap; gap: 2px 12px; align-items: baseline }
article header .place { margin-left: auto }
.badge { font-size: 12px; font-weight: 600; text-transform: uppercase; letter-spacing: .04em; color: var(--info) }
.error > header .badge, td.error { color: var(--error) }
td.success { color: var(--success) }
.warning > header .badge, td.warning { color: var(--warning) }
pre { margin: 10px 0 0; padding: 10px 0; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px }
pre span { display: block; padding: 0 12px; min-height: 1.5em }
pre .minus { background: var(--minus) }
pre .plus { background: var(--plus) }
ul, ol { margin: 8px 0 0; padding-left: 22px }
blockquote { margin: 10px 0; padding: 2px 14px; border-left: 4px solid var(--line) }
h3.phase { margin: 28px 0 4px; font-size: 17px }
details { margin-top: 24px }
summary { cursor: pointer; font-weight: 600 }
footer { margin-top: 40px; font-size: 13px }
@media print { body { background: none } article { break-inside: avoid } }
`

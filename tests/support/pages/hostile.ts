/** Texts that nobody should write, and somebody will: as a name, a tag, a title. */
export const HOSTILE = [
  `<script>document.title = "run"</script>`,
  `"><img src=x onerror="document.title='run'">`,
  `' onmouseover='document.title="run"' x='`,
  "javascript:document.title='run'",
  "</style></title></textarea><svg/onload=document.title='run'>",
  "\u202Egnirts\u202C \u2066a\u2069",
  "가".repeat(200),
  "x".repeat(200),
  "&lt;b&gt; &amp; ${document.title='run'} {{x}} {{dynamodb.tableName}} {{class}} %s",
  "[x](javascript:document.title='run') ![y](x) **b** `c` <https://x.example> # h | t |",
  "]]> --> <!-- <![CDATA[ </dl></main></body></html> <base href='https://x.example/'>",
  "a\u200Bb\u2060c\uFEFFd\u061Ce\u200F 👩‍👩‍👧 🇰🇷 Z\u0300\u0301\u0302",
].join(" ");

/** Whatever of it a page would run: tags, and attributes that a browser listens to, outside of a text. */
export const runIn = (page: string): string[] =>
  page.match(
    /<script(?! type="module">\/\/ (Goes on|Keeps))|<img|<svg\/|\son\w+\s*=\s*["'a-z]|javascript:(?!document\.title=&#39;)/gi,
  ) ?? [];

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
  "&lt;b&gt; &amp; ${document.title} {{x}} %s",
].join(" ");

/** Whatever of it a page would run: tags, and attributes that a browser listens to, outside of a text. */
export const runIn = (page: string): string[] =>
  page.match(
    /<script(?! type="module">\/\/ (Goes on|Keeps))|<img|<svg\/|\son\w+\s*=\s*["'a-z]|javascript:(?!document\.title=&#39;)/gi,
  ) ?? [];

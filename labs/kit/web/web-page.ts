/** A small page that names the server that answered, or the version that it runs. */
export const webPage = (title: string, color = "#0b5394"): string =>
  `<!doctype html>
<html lang="ko">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<body style="margin:0;display:grid;place-items:center;height:100vh;background:${color};color:#fff;font:bold 15vmin sans-serif">
${title}
</html>`;

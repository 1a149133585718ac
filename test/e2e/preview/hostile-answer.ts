/** An answer that tries everything that text must not be able to do in the view. */
export const hostileAnswer = `<script>document.title = "broken"</script>

<img src="x" onerror="document.title = 'broken'"> and ![seen](https://example.com/seen.png)

<style>body { display: none }</style><iframe src="https://example.com"></iframe>

[script](javascript:document.title='broken') [command](command:workbench.action.quit) [file](file:///etc/passwd)
[data](data:text/html,<script>1</script>) [web](https://example.com/a?b=1&c=2 "title") <https://example.org>

<b onclick="document.title = 'broken'">bold</b> <i>allowed</i> <a href="javascript:1">link</a> \`<b>\` Array<string>

\`\`\`html
<script>document.title = "broken"</script>
\`\`\`
`;

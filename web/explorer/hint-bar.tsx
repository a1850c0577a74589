/** What this page is, what to do first, and what not to mistake for fact: Chinese first, English below it. */
export function HintBar() {
  return (
    <header className="hint-bar">
      <p>
        <strong>好商量 · 查询台</strong>
        在这里直接向服务器提问。先在第一个页签 <code>SignIn</code>{' '}
        里填入口令并运行（口令见启动时的终端输出），再运行其余页签；标有 <code>isDemo</code>{' '}
        的是演示数据：取自公开资料，或纯属虚构。
      </p>
      <p lang="en">
        Ask the server directly here. Fill in the password in the first tab and run it (the password is printed at
        start), then run the others. Data marked <code>isDemo</code> is for demonstration: published elsewhere, or
        invented.
      </p>
    </header>
  );
}

import type { Sent } from "./outbox.ts";

const names = { email: "电子邮件", sms: "短信", wecom: "企业微信", group: "企业微信群", push: "浏览器通知" } as const;
const shown = 500;

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter] ?? "");

/** What would have left the machine, the latest first. */
export function outboxPage(sent: readonly Sent[]): string {
  const rows = [...sent]
    .slice(-shown)
    .reverse()
    .map(
      ({ at, channel, to, title, text }) =>
        `<tr><td>${escaped(at)}</td><td>${names[channel]}</td><td>${escaped(to)}</td><td>${escaped(title)}</td><td><pre>${escaped(text)}</pre></td></tr>`,
    );
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>发件箱（本机）</title>
<style>body{font:14px/1.6 system-ui,sans-serif;margin:24px}form{margin:16px 0}button{font:inherit;padding:4px 14px}table{border-collapse:collapse}td,th{border:1px solid #d9d9d9;padding:4px 10px;text-align:left;vertical-align:top}pre{margin:0;white-space:pre-wrap;font:inherit}</style>
<h1>发件箱（本机）</h1><p>这些内容没有离开本机，共${sent.length}条。Nothing of this left the machine.</p>
<form method="post" action="/night"><button>让一夜过去</button> 匿名意见和答复每天凌晨转交、发布一次，按一次算一夜。Hands on and publishes anonymous feedback as every night does.</form>
<table><tr><th>时间</th><th>渠道</th><th>收件人</th><th>标题</th><th>内容</th></tr>${rows.join("")}</table></html>`;
}

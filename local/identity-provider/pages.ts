import { createHash } from "node:crypto";
import type { Account } from "./account-directory.ts";

/** White on #c7000b has a contrast of 6.1:1, the grey text on white 7.0:1. */
const STYLE = `
*{box-sizing:border-box}
body{margin:0;background:#f5f5f5;color:#1f1f1f;font:16px/1.6 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
header{background:#c7000b;color:#fff;padding:20px 0}
header p{margin:4px 0 0}
h1{margin:0;font-size:22px;line-height:1.4}
h2{margin:28px 0 12px;font-size:17px}
main,header>div{max-width:960px;margin:0 auto;padding:0 16px}
main{padding-top:16px;padding-bottom:48px}
.notice{background:#fff;border-left:4px solid #c7000b;margin:16px 0 0;padding:10px 14px}
.error{background:#fff1f0;border:1px solid #c7000b;color:#8f0008;margin:16px 0 0;padding:10px 14px}
ul{list-style:none;margin:0;padding:0;display:grid;gap:12px;grid-template-columns:repeat(auto-fill,minmax(260px,1fr))}
.account{width:100%;height:100%;min-height:64px;text-align:left;background:#fff;color:inherit;border:1px solid #8c8c8c;border-radius:6px;padding:12px 14px;font:inherit;cursor:pointer}
.account:hover{border-color:#c7000b}
.account strong{display:block;font-size:17px}
.account span{display:block;color:#595959;overflow-wrap:anywhere}
.field{background:#fff;border:1px solid #d9d9d9;border-radius:6px;padding:16px;max-width:460px}
label{display:block;margin-bottom:6px}
input[type=text]{width:100%;min-height:44px;border:1px solid #8c8c8c;border-radius:6px;padding:8px 12px;font:inherit}
.primary{min-height:44px;margin-top:12px;padding:8px 24px;background:#c7000b;color:#fff;border:0;border-radius:6px;font:inherit;cursor:pointer}
.plain{min-height:44px;margin:12px 0 0 8px;padding:8px 16px;background:#fff;color:#1f1f1f;border:1px solid #8c8c8c;border-radius:6px;font:inherit;cursor:pointer}
a{color:#a80009}
:focus-visible{outline:3px solid #1f1f1f;outline-offset:2px}
header :focus-visible{outline-color:#fff}
`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** Chrome applies form-action to the redirects after a form as well, and they end in the application. */
export function pagePolicy(applicationOrigin: string): string {
  return [
    "default-src 'none'",
    // Allows nothing; the provider adds the hash of its one script (a form that sends itself), with which 'none' would clash.
    "script-src 'report-sample'",
    `style-src 'sha256-${STYLE_HASH}'`,
    `form-action 'self' ${applicationOrigin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
}

export interface LoginPage {
  readonly action: string;
  readonly accounts: readonly Account[];
  readonly isConfirmation: boolean;
  readonly error?: string;
}

export function loginPage({ action, accounts, isConfirmation, error }: LoginPage): string {
  const title = isConfirmation ? "请再次确认身份" : "统一身份认证";
  const notice = isConfirmation
    ? "您正在进行重要操作，请重新登录以确认是您本人。"
    : "这里在本机代替学校的统一身份认证。请选择一个演示账号，点击即可登录。";
  const problem = error === undefined ? "" : `<p class="error" role="alert">${escapeHtml(error)}</p>`;
  return page(
    title,
    `<p class="notice">${notice}</p>${problem}
<form method="post" action="${escapeHtml(action)}">${groupsOf(accounts).map(groupSection).join("")}</form>
<h2 id="other">使用其他账号</h2>
<form class="field" method="post" action="${escapeHtml(action)}" aria-labelledby="other">
<label for="account">学工号</label>
<input type="text" id="account" name="account" required maxlength="64" autocomplete="username" autocapitalize="none" spellcheck="false">
<button class="primary" type="submit">登录</button>
</form>`,
  );
}

export function logoutPage(form: string): string {
  return page(
    "退出登录",
    `<p class="notice">确定要退出统一身份认证吗？</p>${form}
<button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes">退出登录</button>
<button class="plain" type="submit" form="op.logoutForm">保持登录</button>`,
  );
}

export function loggedOutPage(applicationOrigin: string): string {
  return page("已退出登录", `<p class="notice">您已退出登录。</p><p><a href="${applicationOrigin}/">返回应用</a></p>`);
}

export function errorPage(error: string, description: string): string {
  const detail = `${escapeHtml(error)}${description === "" ? "" : `: ${escapeHtml(description)}`}`;
  return page(
    "无法完成登录",
    `<p class="error" role="alert">登录请求无效或已过期，请返回应用重新登录。</p><p lang="en">${detail}</p>`,
  );
}

function page(title: string, content: string): string {
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>
<body><header><div><h1>${title}</h1><p>智慧党建平台 · 本机演示环境</p></div></header><main>${content}</main></body></html>`;
}

function groupsOf(accounts: readonly Account[]): [string, Account[]][] {
  const groups = new Map<string, Account[]>();
  for (const account of accounts) {
    if (account.group === undefined) continue;
    groups.set(account.group, [...(groups.get(account.group) ?? []), account]);
  }
  return [...groups];
}

function groupSection([group, accounts]: [string, Account[]]): string {
  return `<section><h2>${escapeHtml(group)}</h2><ul>${accounts.map(accountItem).join("")}</ul></section>`;
}

function accountItem({ campusId, name, roles }: Account): string {
  const lines = roles.map(
    ({ label, organizationName }) => `<span>${escapeHtml(`${label} · ${organizationName}`)}</span>`,
  );
  return `<li><button class="account" type="submit" name="account" value="${escapeHtml(campusId)}">
<strong>${escapeHtml(name)}</strong>${lines.join("")}<span>${escapeHtml(campusId)}</span></button></li>`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

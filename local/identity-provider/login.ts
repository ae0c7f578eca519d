import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import type { Interaction } from "oidc-provider";
import type { AccountDirectory } from "./account-directory.ts";
import { errorPage, type LoginPage, loginPage, pagePolicy } from "./pages.ts";
import { ACR } from "./provider.ts";

export interface LoginParts {
  readonly provider: Provider;
  readonly accounts: AccountDirectory;
  readonly issuer: string;
  readonly applicationOrigin: string;
}

const FORM_BYTES = 4_096;

/** GET shows the accounts, POST logs one of them in and goes back to the authorization request. */
export async function handleLogin(
  parts: LoginParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const show = (status: number, html: string) => sendPage(parts, response, status, html);
  let interaction: Interaction;
  try {
    interaction = await parts.provider.interactionDetails(request, response);
  } catch {
    return show(400, errorPage("invalid_request", "the login has expired"));
  }
  const view: LoginPage = {
    action: `/login/${interaction.uid}`,
    accounts: parts.accounts.list(),
    isConfirmation: interaction.session !== undefined,
  };
  if (request.method === "GET") return show(200, loginPage(view));
  if (request.method !== "POST") return show(405, errorPage("invalid_request", "method not allowed"));
  // The login cookie is SameSite=Lax, and browsers name the origin of every POST.
  const { origin } = request.headers;
  if (origin !== undefined && origin !== parts.issuer) return show(403, errorPage("access_denied", "foreign origin"));
  const campusId = (await readForm(request)).get("account")?.trim() ?? "";
  const account = parts.accounts.find(campusId);
  if (account === undefined) {
    return show(400, loginPage({ ...view, error: `没有学工号为“${campusId}”的账号，请检查后重试。` }));
  }
  const login = { accountId: account.campusId, acr: acrOf(interaction), amr: ["pwd"], remember: true };
  return parts.provider.interactionFinished(request, response, { login });
}

function acrOf(interaction: Interaction): string {
  const wanted = String(interaction.params.acr_values ?? "").split(" ");
  return wanted.includes(ACR.strong) ? ACR.strong : ACR.basic;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8") as AsyncIterable<string>) {
    text += chunk;
    if (text.length > FORM_BYTES) throw new Error("login form is too large");
  }
  return new URLSearchParams(text);
}

function sendPage(parts: LoginParts, response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": pagePolicy(parts.applicationOrigin),
    "cache-control": "no-store",
    // With no-referrer, browsers would send "null" as the origin of the form.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
  });
  response.end(html);
}

import { createHash } from "node:crypto";

const VERIFIER = "v".repeat(43);

/** A browser without a screen: cookies, redirects and the last page that it saw. */
export class Browser {
  page = "";
  headers = new Headers();
  location = "";
  private readonly cookies = new Map<string, string>();
  private readonly issuer: string;
  private readonly application: string;

  constructor(issuer: string, application: string) {
    this.issuer = issuer;
    this.application = application;
  }

  async authorize(parameters: Record<string, string> = {}): Promise<"login page" | "code"> {
    const url = new URL("/auth", this.issuer);
    url.search = new URLSearchParams({
      client_id: "dangjian-web",
      response_type: "code",
      scope: "openid",
      redirect_uri: `${this.application}/auth/callback`,
      code_challenge: createHash("sha256").update(VERIFIER).digest("base64url"),
      code_challenge_method: "S256",
      ...parameters,
    }).toString();
    const end = await this.open(url.href);
    if (new URL(end).searchParams.has("code")) return "code";
    if (this.page.includes('name="account"')) return "login page";
    throw new Error(`unexpected page at ${end}: ${this.page}`);
  }

  /** Presses the button of an account and changes the code for tokens. */
  async pick(account: string, origin = this.issuer): Promise<{ id_token: string; refresh_token: string }> {
    const form = { method: "POST", body: new URLSearchParams({ account }), headers: { origin } };
    const end = new URL(await this.open(this.location, form));
    const response = await fetch(new URL("/token", this.issuer), {
      method: "POST",
      headers: { connection: "close" },
      body: new URLSearchParams({
        grant_type: "authorization_code",
        client_id: "dangjian-web",
        code: end.searchParams.get("code") ?? "",
        redirect_uri: `${this.application}/auth/callback`,
        code_verifier: VERIFIER,
      }),
    });
    return (await response.json()) as { id_token: string; refresh_token: string };
  }

  /** Opens the logout page, confirms, and gives the address that it ends at. */
  async logOut(idToken: string, backTo: string): Promise<string> {
    const url = new URL("/session/end", this.issuer);
    url.search = new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: backTo }).toString();
    await this.open(url.href);
    const action = /action="([^"]+)"/.exec(this.page)?.[1] ?? "";
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(this.page)?.[1] ?? "";
    return this.open(action, { method: "POST", body: new URLSearchParams({ xsrf, logout: "yes" }) });
  }

  private async open(url: string, init: RequestInit = {}): Promise<string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie, connection: "close" };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const next = response.headers.get("location");
    if (next === null) {
      this.page = await response.text();
      this.headers = response.headers;
      this.location = url;
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      return url;
    }
    const target = new URL(next, url).href;
    return target.startsWith(this.application) ? target : this.open(target);
  }
}

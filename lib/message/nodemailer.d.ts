/** Of nodemailer, what the e-mail gateway uses; the package brings no types. */
declare module "nodemailer" {
  interface Mail {
    readonly from: string;
    readonly to: string;
    readonly messageId: string;
    readonly subject: string;
    readonly text: string;
  }
  export function createTransport(options: {
    readonly url: string;
    readonly connectionTimeout: number;
    readonly socketTimeout: number;
  }): { sendMail(mail: Mail): Promise<unknown> };
}

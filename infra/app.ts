import { App, Tags, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { AnonymousStack } from "./anonymous.ts";
import { ApiStack } from "./api.ts";
import type { Partition } from "./bucket-origin.ts";
import { bundleFunctions } from "./bundle-functions.ts";
import { DataStack } from "./data.ts";
import { EventsStack } from "./events.ts";
import { MixerStack } from "./mixer.ts";
import { OperationsStack } from "./operations.ts";
import { ownDomain } from "./own-domain.ts";
import { stageNamed } from "./stage.ts";
import { WebStack } from "./web.ts";

/**
 * The whole product. Context: `stage` (dev | prod), `partition` (aws | aws-cn), `oidcIssuer`, `oidcAudience`,
 * `oidcClientId`; `siteDomain` with `siteCertificate` and `feedbackDomain` with `feedbackCertificate`; `bundled`, when the bundles of these very sources are there already.
 * Accounts and regions come from whoever deploys.
 */
const app = new App();
const context = (name: string, fallback: string): string => String(app.node.tryGetContext(name) ?? fallback);

if (context("bundled", "") === "") await bundleFunctions();

const stage = stageNamed(context("stage", "dev"));
const partition = context("partition", "aws") as Partition;
const oidc = {
  issuer: context("oidcIssuer", "https://sso.example.edu.cn"),
  audience: context("oidcAudience", "dangjian-api"),
  clientId: context("oidcClientId", "dangjian-web"),
};
const domainOf = (site: "site" | "feedback") =>
  ownDomain(context(`${site}Domain`, ""), context(`${site}Certificate`, ""), partition);
const id = (name: string) => `Dangjian-${stage.name}-${name}`;
const described = (description: string) => ({ description, terminationProtection: stage.keepsData });

const data = new DataStack(app, id("Data"), { ...described("dangjian-cloud: tables and key"), stage });
const anonymous = new AnonymousStack(app, id("Anonymous"), {
  ...described("dangjian-cloud: anonymous feedback"),
  stage,
  partition,
  domain: domainOf("feedback"),
});
const events = new EventsStack(app, id("Events"), {
  ...described("dangjian-cloud: bus and consumers"),
  stage,
  data,
  anonymous,
});
const { mixer, schedule } = new MixerStack(app, id("Mixer"), {
  ...described("dangjian-cloud: mixer of anonymous feedback"),
  stage,
  anonymous,
  bus: events.bus,
});
const api = new ApiStack(app, id("Api"), {
  ...described("dangjian-cloud: HTTP API"),
  stage,
  data,
  anonymous,
  oidc,
  deliveryQueues: events.deliveryQueues,
});
const { pages } = new WebStack(app, id("Web"), {
  ...described("dangjian-cloud: site"),
  stage,
  partition,
  api,
  oidc,
  domain: domainOf("site"),
});
new OperationsStack(app, id("Operations"), {
  ...described("dangjian-cloud: alarms"),
  api,
  events,
  pages,
  mixing: { schedule, job: mixer },
});

// Not every region takes tags of a dashboard yet.
Tags.of(app).add("product", "dangjian-cloud", { excludeResourceTypes: ["AWS::CloudWatch::Dashboard"] });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

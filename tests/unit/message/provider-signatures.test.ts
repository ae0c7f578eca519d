import { describe, expect, test } from "vitest";
import { signAlibaba } from "../../../lib/message/channels/sign-alibaba.ts";
import { signAws } from "../../../lib/message/channels/sign-aws.ts";
import { signTencent } from "../../../lib/message/channels/sign-tencent.ts";

describe("requests to providers are signed as their published examples", () => {
  test("Alibaba Cloud: ACS3-HMAC-SHA256, RunInstances of the guide to signature method V3", () => {
    const { headers, queryString } = signAlibaba(
      {
        host: "ecs.cn-shanghai.aliyuncs.com",
        action: "RunInstances",
        version: "2014-05-26",
        query: { ImageId: "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", RegionId: "cn-shanghai" },
        at: new Date("2023-10-26T10:22:32Z"),
        nonce: "3156853299f313e23d1673dc12e1703d",
      },
      { id: "YourAccessKeyId", secret: "YourAccessKeySecret" },
    );
    expect(queryString).toBe("ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai");
    expect(headers.authorization).toBe(
      "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    );
  });

  test("Tencent Cloud: TC3-HMAC-SHA256, DescribeInstances of the guide to signature v3", () => {
    const headers = signTencent(
      {
        host: "cvm.tencentcloudapi.com",
        service: "cvm",
        action: "DescribeInstances",
        version: "2017-03-12",
        region: "ap-guangzhou",
        payload: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
        at: new Date(1_551_113_065_000),
      },
      { id: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", secret: "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE" },
    );
    expect(headers.authorization).toBe(
      "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168",
    );
  });
});

test("signs as the example of AWS Signature Version 4 does", () => {
  const { authorization } = signAws(
    {
      method: "GET",
      url: new URL("https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08"),
      service: "iam",
      region: "us-east-1",
      contentType: "application/x-www-form-urlencoded; charset=utf-8",
      body: "",
      at: new Date("2015-08-30T12:36:00Z"),
    },
    { id: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
  );
  expect(authorization).toBe(
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
  );
});

test("signs a call of a function, with its session, as the signer of the SDK does", () => {
  const { authorization } = signAws(
    {
      method: "POST",
      url: new URL("https://ssm.cn-north-1.amazonaws.com.cn"),
      service: "ssm",
      region: "cn-north-1",
      contentType: "application/x-amz-json-1.1",
      body: '{"Name":"/dangjian/prod/message-channels","WithDecryption":true}',
      at: new Date("2026-09-01T08:00:00Z"),
      amzHeaders: {
        "x-amz-target": "AmazonSSM.GetParameter",
        "x-amz-security-token": "AQoDYXdzEPT//////////wEXAMPLE",
      },
    },
    { id: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
  );
  expect(authorization).toBe(
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260901/cn-north-1/ssm/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=870b8281bb0000da3ffab22ad4d2b5d5d4db54a82808df17455b0a11c81662fd",
  );
});

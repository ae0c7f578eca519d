import { defineTerms } from "./language.tsx";

export const messageLetterTerms = defineTerms({
  zh: {
    title: "推送失败",
    hint: "试过五次仍没有送达的批次停在这里。排除原因（例如短信余额不足）后可以重新推送，已经送达的人不会再收到。",
    none: "没有推送失败的消息",
    noneText: "多次没有送达的批次会列在这里。",
    setAside: "停下时间",
    channel: "渠道",
    recipients: "人数",
    message: "消息编号",
    people: (count: number) => `${count}人`,
    unreadable: "无法识别的内容",
    unreadableHint: "无法识别的内容不会重新推送，请按运维手册处理。",
    total: (count: number) => `共${count}批`,
    redrive: "全部重新推送",
    done: (sent: number, unreadable: number) =>
      unreadable === 0 ? `已重新推送${sent}批` : `已重新推送${sent}批，另有${unreadable}批无法识别`,
  },
  en: {
    title: "Undelivered",
    hint: "What five tries could not deliver waits here. Mend the cause (an SMS account without credit, say), then try again; nobody gets anything twice.",
    none: "Nothing is undelivered",
    noneText: "Batches that could not be delivered are listed here.",
    setAside: "Set aside",
    channel: "Channel",
    recipients: "People",
    message: "Message",
    people: (count: number) => `${count}`,
    unreadable: "Cannot be read",
    unreadableHint: "What cannot be read is not sent again; see the runbook.",
    total: (count: number) => `${count} batches`,
    redrive: "Try all again",
    done: (sent: number, unreadable: number) =>
      unreadable === 0 ? `${sent} batches on their way` : `${sent} batches on their way, ${unreadable} cannot be read`,
  },
});

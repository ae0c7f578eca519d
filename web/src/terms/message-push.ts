import { defineTerms } from "./language.tsx";

export const messagePushTerms = defineTerms({
  zh: {
    title: "浏览器通知",
    hint: "开启后，新消息会在这台设备上弹出提醒，只显示发送单位和标题。",
    turnOn: "在这台设备上开启",
    turnOff: (device: string) => `关闭 ${device}`,
    since: (moment: string) => `${moment}开启`,
    on: "已更新",
    failed: "没有开启成功。可能是网络不能连接浏览器的推送服务，请换一个浏览器（例如 Edge）再试。",
    obstacles: {
      not_set_up: "学校还没有开通浏览器通知。",
      unsupported: "这个浏览器不支持通知。iPhone 和 iPad 需要先把本平台添加到主屏幕。",
      blocked: "浏览器已禁止本平台的通知，请在浏览器的网站设置中改为允许后再试。",
    },
  },
  en: {
    title: "Notifications",
    hint: "New messages show up on this device, with their sender and title only.",
    turnOn: "Turn on for this device",
    turnOff: (device: string) => `Turn off ${device}`,
    since: (moment: string) => `since ${moment}`,
    on: "Updated",
    failed: "That did not work. The browser's push service may be out of reach; try another browser, such as Edge.",
    obstacles: {
      not_set_up: "The university has not set up notifications.",
      unsupported: "This browser knows no notifications. On iPhone and iPad, add this site to the home screen first.",
      blocked: "The browser blocks notifications of this site; allow them in its settings and try again.",
    },
  },
});

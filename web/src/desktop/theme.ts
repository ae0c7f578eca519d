import type { ThemeConfig } from "antd";

/** Red as an accent. The greys are darker than the library's, so that every text reaches a contrast of 4.5. */
export const theme: ThemeConfig = {
  cssVar: { key: "dangjian" },
  hashed: false,
  token: {
    colorPrimary: "#c7000b",
    colorLink: "#a8071a",
    colorLinkHover: "#7a0000",
    colorInfo: "#0b5cad",
    colorError: "#a8071a",
    colorTextDescription: "rgba(0,0,0,.65)",
    colorTextTertiary: "rgba(0,0,0,.65)",
    colorTextPlaceholder: "rgba(0,0,0,.6)",
    colorTextDisabled: "rgba(0,0,0,.6)",
    fontFamily: "inherit",
    borderRadius: 6,
    colorErrorBg: "#fdf1f1",
    colorErrorBorder: "#e5a3a3",
    motion: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
  },
  components: {
    Table: { rowSelectedBg: "#fdf1f1", rowSelectedHoverBg: "#fdf1f1" },
    Tree: { titleHeight: 32, nodeSelectedBg: "#fdf1f1", directoryNodeSelectedBg: "#fdf1f1" },
  },
};

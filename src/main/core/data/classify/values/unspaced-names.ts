const chinese =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖石贾韦夏傅邹熊孟秦江尹薛';
const korean = '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구';
const japanese = new Set(
  (
    '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 清水 山崎 池田 橋本 阿部 石川 ' +
    '森 前田 藤田 後藤 小川 岡田 村上 長谷川 近藤 石井 斎藤 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 岡本 松田 中島 中川 原田 小野 竹内'
  ).split(' '),
);

/** A Chinese, Japanese or Korean name, which begins with a frequent family name and has no space. */
export function isNameWithoutSpaces(text: string): boolean {
  if (/^\p{Script=Hangul}{3}$/u.test(text)) return korean.includes(text.charAt(0));
  if (!/^[\p{Script=Han}々]{2,5}$/u.test(text)) return false;
  if (text.length <= 3 && chinese.includes(text.charAt(0))) return true;
  return text.length > 2 && [1, 2, 3].some((length) => japanese.has(text.slice(0, length)));
}

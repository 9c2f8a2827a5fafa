#!/usr/bin/env python3
"""register.py ROWS FILE SAMPLES: writes a corporate number file of the tax agency's format with companies that do not exist, ordered by
prefecture and number as the agency orders its own, and for bench/load/search.py 20 of them, one a line: number, name, kana, prefecture."""
import random, sys

rows, path, samples_path = int(sys.argv[1]), sys.argv[2], sys.argv[3]
pick = random.Random(17442)
# Prefectures with their share of Japan's companies in thousandths, the rest evenly.
prefectures = ("北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 "
               "岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 "
               "佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県").split()
shares = {"東京都": 230, "大阪府": 85, "神奈川県": 65, "愛知県": 55, "埼玉県": 48, "千葉県": 40, "北海道": 45, "福岡県": 38, "兵庫県": 38}
others = (1000 - sum(shares.values())) / (len(prefectures) - len(shares))
syllables = [tuple(pair.split(":")) for pair in (
    "青:アオ 空:ソラ 緑:ミドリ 山:ヤマ 川:カワ 田:タ 中:ナカ 松:マツ 竹:タケ 梅:ウメ 桜:サクラ 藤:フジ 木:キ 林:ハヤシ 森:モリ 本:モト 村:ムラ 島:シマ 崎:サキ "
    "橋:ハシ 石:イシ 岩:イワ 金:カネ 銀:ギン 鉄:テツ 光:ヒカリ 星:ホシ 月:ツキ 日:ヒ 朝:アサ 夕:ユウ 春:ハル 夏:ナツ 秋:アキ 冬:フユ 東:ヒガシ 西:ニシ 南:ミナミ 北:キタ "
    "大:オオ 小:コ 新:シン 高:タカ 広:ヒロ 長:ナガ 平:ヒラ 安:ヤス 清:キヨ 正:マサ 和:カズ 吉:ヨシ 福:フク 栄:エイ 永:ナガ 豊:トヨ 富:トミ 宝:タカラ 鶴:ツル 亀:カメ 龍:リュウ "
    "鳥:トリ 海:ウミ 波:ナミ 浜:ハマ 港:ミナト 原:ハラ 野:ノ 谷:タニ 沢:サワ 池:イケ 泉:イズミ 井:イ 水:ミズ 火:ホ 風:カゼ 雲:クモ 雪:ユキ 花:ハナ 草:クサ 葉:ハ 実:ミ 丸:マル "
    "ソラ:ソラ アル:アル テク:テク ミラ:ミラ ネオ:ネオ リン:リン メディ:メディ エコ:エコ サン:サン").split()]
trades = [tuple(pair.split(":")) for pair in (
    "商事:ショウジ 工業:コウギョウ 建設:ケンセツ 産業:サンギョウ 製作所:セイサクショ 運輸:ウンユ 電機:デンキ 不動産:フドウサン 設備:セツビ 興業:コウギョウ 物産:ブッサン 水産:スイサン "
    "食品:ショクヒン 印刷:インサツ 通信:ツウシン 企画:キカク 開発:カイハツ 技研:ギケン 薬局:ヤッキョク 自動車:ジドウシャ 観光:カンコウ 農園:ノウエン システム:システム サービス:サービス "
    "ホールディングス:ホールディングス コンサルティング:コンサルティング デザイン:デザイン :").split()]
forms = [("株式会社", 301, 62), ("有限会社", 302, 25), ("合同会社", 305, 8), ("一般社団法人", 399, 3), ("医療法人", 399, 2)]
form_weights = [weight for _, _, weight in forms]
cities = "中央区 北区 南区 本町 旭市 緑市 港町 栄村".split()


def check_digit(base):
    return 9 - sum(int(digit) * (1 if n % 2 == 0 else 2) for n, digit in enumerate(reversed(base))) % 9


def company():
    parts = pick.choices(syllables, k=pick.choice((2, 2, 2, 3)))
    trade = pick.choice(trades)
    form, kind, _ = pick.choices(forms, form_weights)[0]
    core = "".join(part[0] for part in parts) + trade[0]
    kana = "".join(part[1] for part in parts) + trade[1]
    return core, kana, form + core if pick.random() < 0.7 else core + form, kind


sampled = set(pick.sample(range(rows), min(20, rows)))
written = 0
with open(path, "w", encoding="utf-8") as out, open(samples_path, "w", encoding="utf-8") as samples:
    for code, prefecture in enumerate(prefectures, 1):
        last = code == len(prefectures)
        count = rows - written if last else min(rows - written, round(rows * shares.get(prefecture, others) / 1000))
        for serial in range(count):
            base = f"{code:02}{serial:010}"
            number = f"{check_digit(base)}{base}"
            core, kana, name, kind = company()
            latin = f"Example {serial} K.K." if pick.random() < 0.03 else ""
            closed = "2024-03-31,01" if pick.random() < 0.1 else ","
            written += 1
            out.write(f'{written},{number},01,0,2026-10-30,2015-10-05,"{name}",,{kind},"{prefecture}","{pick.choice(cities)}","{pick.randrange(1, 99)}丁目'
                      f'{pick.randrange(1, 99)}番{pick.randrange(1, 99)}号",,{code:02},101,{pick.randrange(10**7):07},,,{closed},,,2015-10-05,1,"{latin}",,,,"{kana}",0\n')
            if written - 1 in sampled:
                samples.write(f"{number}\t{core}\t{kana}\t{prefecture}\n")

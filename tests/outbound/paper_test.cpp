#include "outside/process.h"

#include "outbound/errors.h"
#include "outbound/pdf.h"
#include "outbound/zip.h"

#include <gtest/gtest.h>

#include <thread>

using namespace outbound;
using namespace std::chrono;

namespace {

PdfDocument invoice() {
  PdfDocument paper;
  paper.kind = PdfKind::invoice;
  paper.number = "INV-2026-000123";
  paper.order_number = "A-2026-001234";
  paper.subject = "サーバー証明書アドバンテージ(www.aozora.example.jp、aozora.example.jp)";
  paper.issued_on = year{2026} / 11 / 24;
  paper.due_on = year{2026} / 12 / 24;
  paper.supplied_on = year{2026} / 11 / 30;
  paper.seller = {"署名認証サービス株式会社",
                  "T7000012050002",
                  "100-0001",
                  {"東京都千代田区架空町一丁目2番3号", "しょうめいビル4階"},
                  "認証センター",
                  "03-0000-0000",
                  "desk@shomei.example.jp"};
  paper.recipient = {"株式会社青空商事", "情報システム部", "佐藤 花子", "150-0001", {"東京都渋谷区架空町2-3-4"}};
  paper.lines = {{"サーバー証明書 アドバンテージ(OV)1年\nwww.aozora.example.jp、aozora.example.jp", 1, "式", 50'000, 50'000, 10, false}};
  paper.taxes = {{10, 50'000, 5'000}};
  paper.net = 50'000;
  paper.tax = 5'000;
  paper.total = 55'000;
  paper.bank = PdfBankAccount{"青空銀行", "本店営業部", "普通", "1234567", "シヨメイニンシヨウサ-ビス(カ"};
  paper.notes = {"お振込の際は、注文番号 A-2026-001234 を振込依頼人名の前にご記入ください。",
                 "振込手数料はお客様のご負担でお願いいたします。"};
  return paper;
}

PdfDocument receipt() {
  auto paper = invoice();
  paper.kind = PdfKind::receipt;
  paper.number = "R-2026-000123";
  paper.subject = "サーバー証明書(www.aozora.example.jp、aozora.example.jp)の代金として";
  paper.issued_on = year{2026} / 11 / 30;
  paper.received_on = year{2026} / 11 / 27;
  paper.due_on.reset();
  paper.bank.reset();
  paper.notes = {"電子データでお渡しするため、収入印紙は貼付していません。"};
  return paper;
}

PdfDocument long_quote() {
  auto paper = invoice();
  paper.kind = PdfKind::quote;
  paper.number = "Q-2026-000045";
  paper.due_on.reset();
  paper.supplied_on.reset();
  paper.valid_until = year{2026} / 12 / 24;
  paper.bank.reset();
  paper.recipient = {"独立行政法人国立情報通信架空技術研究開発振興支援機構第二事業本部株式会社青空ホールディングス",
                     "経営企画本部デジタル変革推進統括部情報セキュリティ基盤整備室",
                     "",
                     "150-0001",
                     {"東京都渋谷区架空町2-3-4 アオゾラインターナショナルスクエアガーデンタワー西棟37階"}};
  paper.lines.clear();
  for (int i = 1; i <= 60; ++i)
    paper.lines.push_back(
        {"サーバー証明書 アドバンテージ(OV)1年 server-" + std::to_string(i) + ".a-very-long-host-name-that-must-wrap.aozora.example.jp", i,
         "式", 1'000'000, 1'000'000 * i, i % 7 == 0 ? 8 : 10, i % 7 == 0});
  paper.taxes = {{10, 1'598'000'000, 159'800'000}, {8, 252'000'000, 20'160'000}};
  paper.net = 1'830'000'000;
  paper.tax = 179'960'000;
  paper.total = 2'009'960'000;
  return paper;
}

std::string text_of(const core::Bytes& pdf, const outside::TemporaryDirectory& folder) {
  outside::write_file(folder / "a.pdf", std::string(core::as_text(pdf)));
  return outside::run_or_throw({"pdftotext", "-layout", folder / "a.pdf", "-"});
}

/// Leaves pages to look at where SHOMEI_KEEP_PAPERS names a folder.
void keep(const std::string& name, const core::Bytes& pdf) {
  if (const auto* folder = std::getenv("SHOMEI_KEEP_PAPERS"))
    outside::write_file(std::filesystem::path(folder) / name, std::string(core::as_text(pdf)));
}

void expect_all(const std::string& text, std::initializer_list<std::string_view> parts) {
  for (const auto part : parts) EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

} // namespace

TEST(Paper, JapaneseInvoiceStatesWhatIsOwedWhereAndUntilWhen) {
  RecordProperty("requirement", "C01");
  const outside::TemporaryDirectory folder;
  const auto pdf = render_pdf(invoice());
  ASSERT_TRUE(pdf);
  keep("invoice-ja.pdf", *pdf);
  expect_all(text_of(*pdf, folder),
             {"署名認証サービス株式会社", "T7000012050002", "2026年11月30日", "サーバー証明書 アドバンテージ", "10%", "¥50,000", "¥5,000",
              "¥55,000", "株式会社青空商事", "佐藤 花子 様", "INV-2026-000123", "A-2026-001234", "2026年11月24日", "2026年12月24日",
              "青空銀行 本店営業部", "普通 1234567", "シヨメイニンシヨウサ-ビス(カ", "お振込先", "1 / 1"});
}

TEST(Paper, EnglishInvoiceStatesTheSame) {
  RecordProperty("requirement", "C01");
  const outside::TemporaryDirectory folder;
  auto paper = invoice();
  paper.language = core::Language::en;
  const auto pdf = render_pdf(paper);
  ASSERT_TRUE(pdf);
  keep("invoice-en.pdf", *pdf);
  expect_all(text_of(*pdf, folder), {"INVOICE", "T7000012050002", "30 Nov 2026", "JPY 55,000", "10%", "Please transfer to", "Due date"});
}

// 消費税法 57条の4: what a qualified invoice must state.
TEST(Paper, ReceiptStatesAllThatAQualifiedInvoiceMust) {
  RecordProperty("requirement", "C01");
  const outside::TemporaryDirectory folder;
  auto paper = receipt();
  const auto japanese = render_pdf(paper);
  ASSERT_TRUE(japanese);
  keep("receipt-ja.pdf", *japanese);
  expect_all(text_of(*japanese, folder),
             {"署名認証サービス株式会社", "T7000012050002", "2026年11月30日", "2026年11月27日", "サーバー証明書 アドバンテージ", "10%",
              "¥50,000", "¥5,000", "¥55,000", "株式会社青空商事", "佐藤 花子 様", "R-2026-000123", "領収日", "但し", "の代金として"});
  paper.language = core::Language::en;
  const auto english = render_pdf(paper);
  ASSERT_TRUE(english);
  keep("receipt-en.pdf", *english);
  expect_all(text_of(*english, folder), {"RECEIPT", "QUALIFIED", "T7000012050002", "Date of supply", "30 Nov 2026", "Received on",
                                         "27 Nov 2026", "10%", "JPY 50,000", "JPY 5,000", "JPY 55,000"});
}

TEST(Paper, OnlyARegisteredSellersReceiptIsAQualifiedInvoice) {
  RecordProperty("requirement", "C01");
  const outside::TemporaryDirectory folder;
  auto paper = receipt();
  paper.language = core::Language::en;
  paper.seller.registration_number.clear();
  const auto text = text_of(*render_pdf(paper), folder);
  expect_all(text, {"RECEIPT"});
  EXPECT_EQ(text.find("QUALIFIED"), std::string::npos) << text;
}

TEST(Paper, InvoiceWithoutADateOfSupplySaysWhenThatWillBe) {
  RecordProperty("requirement", "C01");
  const outside::TemporaryDirectory folder;
  auto paper = invoice();
  paper.supplied_on.reset();
  const auto text = text_of(*render_pdf(paper), folder);
  expect_all(text, {"取引予定日", "ご入金の確認日"});
  EXPECT_EQ(text.find("取引年月日"), std::string::npos) << text;
}

TEST(Paper, LongQuoteRunsOverSeveralPages) {
  RecordProperty("requirement", "C01");
  const outside::TemporaryDirectory folder;
  const auto pdf = render_pdf(long_quote());
  ASSERT_TRUE(pdf);
  keep("quote-long-ja.pdf", *pdf);
  const auto text = text_of(*pdf, folder);
  expect_all(text, {"Q-2026-000045", "¥2,009,960,000", "60,000,000", "8%※", "※は軽減税率の対象です。", "¥20,160,000", "1 / ", "server-60"});
  const auto pages = std::ranges::count(text, '\f');
  EXPECT_GT(pages, 2);
  expect_all(text, {std::to_string(pages) + " / " + std::to_string(pages)});
}

TEST(Paper, OrganizationWithoutPersonIsAddressedAsOne) {
  const outside::TemporaryDirectory folder;
  auto paper = invoice();
  paper.recipient.person.clear();
  expect_all(text_of(*render_pdf(paper), folder), {"株式会社青空商事 御中"});
}

TEST(Paper, SameDocumentSameBytesSmallAndEmbedded) {
  RecordProperty("requirement", "C01");
  const outside::TemporaryDirectory folder;
  std::vector<core::Bytes> made(4);
  std::vector<std::thread> threads;
  for (auto& pdf : made) threads.emplace_back([&pdf] { pdf = *render_pdf(invoice()); });
  for (auto& thread : threads) thread.join();
  for (const auto& pdf : made) EXPECT_EQ(pdf, made[0]);
  EXPECT_LT(made[0].size(), 80'000U);
  outside::write_file(folder / "a.pdf", std::string(core::as_text(made[0])));
  const auto fonts = outside::run_or_throw({"pdffonts", folder / "a.pdf"});
  EXPECT_NE(fonts.find("IPAexGothic"), std::string::npos) << fonts;
  EXPECT_EQ(fonts.find(" no  "), std::string::npos) << fonts; // embedded, subset, with a Unicode map
}

TEST(Paper, MissingFontIsTold) { EXPECT_EQ(render_pdf(invoice(), {"/nowhere.ttf"}).error().code, errors::pdf_font_missing); }

TEST(Bundle, UnzipReadsIt) {
  RecordProperty("requirement", "D01");
  const outside::TemporaryDirectory folder;
  core::Bytes chain(100'000, 'c');
  const std::vector<ZipEntry> entries{
      {"certificate.pem", core::to_bytes("-----BEGIN CERTIFICATE-----\n")}, {"chain.pem", chain}, {"empty.txt", {}}};
  const auto zip = write_zip(entries, core::from_unix(1795575600));
  ASSERT_TRUE(zip);
  outside::write_file(folder / "bundle.zip", std::string(core::as_text(*zip)));
  EXPECT_EQ(outside::run({"unzip", "-tq", folder / "bundle.zip"}).exit_code, 0);
  EXPECT_EQ(outside::run_or_throw({"unzip", "-p", folder / "bundle.zip", "certificate.pem"}), "-----BEGIN CERTIFICATE-----\n");
  EXPECT_EQ(outside::run_or_throw({"unzip", "-p", folder / "bundle.zip", "chain.pem"}), std::string(100'000, 'c'));
  EXPECT_NE(outside::run_or_throw({"unzip", "-l", folder / "bundle.zip"}).find("2026-11-25 03:00"), std::string::npos);
}

#pragma once

#include "core/bytes.h"
#include "core/i18n.h"
#include "core/result.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outbound {

enum class PdfKind : std::uint8_t {
  quote,   ///< 見積書
  invoice, ///< 請求書
  receipt, ///< 領収書 兼 適格請求書; plain 領収書 of a seller without registration number
};
std::string_view to_string(PdfKind kind);

/// The issuer of the document.
struct PdfSeller {
  std::string name;
  std::string registration_number; ///< T + 13 digits (適格請求書発行事業者登録番号)
  std::string postal_code;
  std::vector<std::string> address;
  std::string department;
  std::string phone;
  std::string email;
};

struct PdfRecipient {
  std::string organization; ///< gets 御中 unless there is a person
  std::string department;
  std::string person; ///< gets 様
  std::string postal_code;
  std::vector<std::string> address;
};

/// Yen; computed by domain/: rounding once per rate and document happens there.
struct PdfLine {
  std::string description; ///< wraps; may hold line breaks
  std::int64_t quantity = 1;
  std::string unit; ///< 式, 枚; may be empty
  std::int64_t unit_price = 0;
  std::int64_t amount = 0;
  int tax_rate = 10;         ///< per cent
  bool reduced_rate = false; ///< marked with ※
};
struct PdfTax {
  int rate = 10;
  std::int64_t net = 0;
  std::int64_t tax = 0;
};

/// 振込先.
struct PdfBankAccount {
  std::string bank;
  std::string branch;
  std::string kind; ///< 普通, 当座
  std::string number;
  std::string holder; ///< in kana, as the bank writes it
};

/// A quote, invoice or receipt; the receipt with everything that a qualified invoice must state (C01).
struct PdfDocument {
  PdfKind kind = PdfKind::invoice;
  core::Language language = core::Language::ja;
  std::string number;
  std::string order_number; ///< empty on a quote
  std::string subject;      ///< 件名
  std::chrono::year_month_day issued_on{};
  std::optional<std::chrono::year_month_day> valid_until; ///< quote
  std::optional<std::chrono::year_month_day> due_on;      ///< invoice
  std::optional<std::chrono::year_month_day> supplied_on; ///< 取引年月日; absent on an invoice: it says when that will be
  std::optional<std::chrono::year_month_day> received_on; ///< receipt: 領収日
  PdfSeller seller;
  PdfRecipient recipient;
  std::vector<PdfLine> lines;
  std::vector<PdfTax> taxes;
  std::int64_t net = 0;
  std::int64_t tax = 0;
  std::int64_t total = 0;
  std::optional<PdfBankAccount> bank;
  std::vector<std::string> notes;
};

/// Fonts by path, so that output does not depend on the host.
struct PdfFonts {
  std::string gothic = "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf";
};

/// A4 PDF, the same bytes for the same document. Thread-safe.
core::Result<core::Bytes> render_pdf(const PdfDocument& document, const PdfFonts& fonts = {});

} // namespace outbound

#include "outbound/pdf.h"

#include "core/text.h"
#include "core/time.h"
#include "outbound/pdf_canvas.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace outbound {
namespace {

constexpr double left = 45;
constexpr double right = PdfCanvas::page_width - 45;
constexpr double content_width = right - left;
constexpr double top = 42;
constexpr double bottom = PdfCanvas::page_height - 52;
constexpr double seller_x = 338;
constexpr PdfColor ink{0.13, 0.15, 0.18};
constexpr PdfColor faint{0.42, 0.45, 0.50};
constexpr PdfColor accent{0.09, 0.22, 0.38};
constexpr PdfColor hairline{0.78, 0.80, 0.83};
constexpr PdfColor tint{0.93, 0.95, 0.97};

struct Column {
  std::string_view name;
  double x;
  double width;
  PdfAlign align;
};
// Number, description, quantity, unit, unit price, tax rate, amount.
constexpr std::array columns{
    Column{"no", left, 24, PdfAlign::center},
    Column{"description", left + 30, 226, PdfAlign::left},
    Column{"quantity", left + 260, 38, PdfAlign::right},
    Column{"unit", left + 302, 32, PdfAlign::center},
    Column{"unit_price", left + 336, 66, PdfAlign::right},
    Column{"rate", left + 404, 36, PdfAlign::right},
    Column{"amount", left + 442, content_width - 442 - 6, PdfAlign::right},
};

std::string grouped(std::int64_t value) {
  auto digits = std::to_string(value < 0 ? -value : value);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
  return (value < 0 ? "-" : "") + digits;
}

std::string plain_date(std::chrono::year_month_day date, core::Language language) {
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto year = static_cast<int>(date.year());
  const auto month = static_cast<unsigned>(date.month());
  const auto day = static_cast<unsigned>(date.day());
  if (language == core::Language::ja) return fmt::format("{}年{}月{}日", year, month, day);
  return fmt::format("{} {} {}", day, months[(month - 1) % 12], year);
}

std::string kind_word(const PdfDocument& document, std::string_view key) {
  return core::message(document.language, "pdf", fmt::format("{}.{}", to_string(document.kind), key));
}

std::string title_of(const PdfDocument& document) {
  const bool qualified = document.kind == PdfKind::receipt && !document.seller.registration_number.empty();
  return kind_word(document, qualified ? "qualified_title" : "title");
}

/// One document being laid out. `y_` is where the next block may begin.
class Sheet {
public:
  Sheet(const PdfDocument& document, PdfCanvas& canvas, int pages) : document_(document), canvas_(canvas), pages_(pages) {}

  /// Draws everything; the number of pages used.
  int draw() {
    title();
    parties();
    greeting();
    total_box();
    lines();
    sums();
    bank();
    notes();
    footer();
    return page_;
  }

private:
  std::string word(std::string_view key) const { return core::message(document_.language, "pdf", key); }
  std::string kind_word(std::string_view key) const { return outbound::kind_word(document_, key); }
  bool is_japanese() const { return document_.language == core::Language::ja; }
  std::string money(std::int64_t value) const { return (is_japanese() ? "¥" : "JPY ") + grouped(value); }
  std::string date(std::chrono::year_month_day value) const { return plain_date(value, document_.language); }

  void new_page() {
    footer();
    canvas_.next_page();
    ++page_;
    y_ = top;
  }
  void keep_together(double height) {
    if (y_ + height > bottom) new_page();
  }

  void footer() {
    const PdfStyle style{.size = 8, .align = PdfAlign::center, .color = faint};
    canvas_.rule(left, bottom + 12, right, 0.4, hairline);
    canvas_.text({left, bottom + 17, content_width, 0}, fmt::format("{}  {} / {}", document_.number, page_, pages_), style);
  }

  void title() {
    const PdfStyle style{.size = 21, .align = PdfAlign::center, .color = accent, .letter_spacing = is_japanese() ? 9.0 : 0.0};
    y_ += canvas_.text({left, y_, content_width, 0}, title_of(document_), style) + 7;
    canvas_.rule(left, y_, right, 1.6, accent);
    canvas_.rule(left, y_ + 2.6, right, 0.4, accent);
    y_ += 16;
  }

  void parties() {
    const double addressee_end = addressee(y_);
    const double facts_end = facts(y_);
    y_ = std::max(addressee_end, seller(facts_end + 12)) + 16;
  }

  double addressee(double y) {
    const auto& to = document_.recipient;
    const double width = seller_x - left - 32;
    const PdfStyle small{.size = 9};
    const PdfStyle large{.size = 13.5};
    if (!to.postal_code.empty()) y += canvas_.text({left, y, width, 0}, word("postal_mark") + to.postal_code, small) + 2;
    for (const auto& line : to.address) y += canvas_.text({left, y, width, 0}, line, small) + 2;
    y += to.address.empty() ? 0 : 8;
    const bool personal = !to.person.empty();
    const auto organization = to.organization + (personal || to.organization.empty() ? "" : word("to_organization"));
    if (!organization.empty()) y += canvas_.text({left, y, width, 0}, organization, large) + 4;
    if (!to.department.empty()) y += canvas_.text({left, y, width, 0}, to.department, {.size = 10}) + 3;
    if (personal) y += canvas_.text({left, y, width, 0}, to.person + word("to_person"), {.size = 11.5}) + 3;
    canvas_.rule(left, y + 2, left + width, 0.8, ink);
    return y + 4;
  }

  /// Label and value of the document's own numbers and dates.
  std::vector<std::pair<std::string, std::string>> fact_rows() const {
    std::vector<std::pair<std::string, std::string>> rows{{kind_word("number"), document_.number}};
    if (!document_.order_number.empty()) rows.emplace_back(word("order_number"), document_.order_number);
    rows.emplace_back(word("issued_on"), date(document_.issued_on));
    if (document_.supplied_on)
      rows.emplace_back(word("supplied_on"), date(*document_.supplied_on));
    else if (document_.kind == PdfKind::invoice)
      rows.emplace_back(word("supply_planned"), word("supply_planned_when"));
    if (document_.received_on) rows.emplace_back(word("received_on"), date(*document_.received_on));
    if (document_.valid_until) rows.emplace_back(word("valid_until"), date(*document_.valid_until));
    if (document_.due_on) rows.emplace_back(word("due_on"), date(*document_.due_on));
    return rows;
  }

  double facts(double y) {
    const PdfStyle label{.size = 9, .color = faint};
    const PdfStyle value{.size = 9.5, .align = PdfAlign::right};
    constexpr double label_width = 78;
    for (const auto& [name, text] : fact_rows()) {
      const double name_height = canvas_.text({seller_x, y, label_width, 0}, name, label);
      const double value_height = canvas_.text({seller_x + label_width, y, right - seller_x - label_width, 0}, text, value);
      y += std::max(name_height, value_height) + 2.5;
      canvas_.rule(seller_x, y, right, 0.4, hairline);
      y += 2.5;
    }
    return y;
  }

  double seller(double y) {
    const auto& from = document_.seller;
    const double width = right - seller_x;
    const PdfStyle small{.size = 9};
    y += canvas_.text({seller_x, y, width, 0}, from.name, {.size = 12}) + 4;
    if (!from.registration_number.empty())
      y += canvas_.text({seller_x, y, width, 0}, word("registration_number") + from.registration_number, small) + 3;
    if (!from.postal_code.empty()) y += canvas_.text({seller_x, y, width, 0}, word("postal_mark") + from.postal_code, small) + 3;
    for (const auto& line : from.address) y += canvas_.text({seller_x, y, width, 0}, line, small) + 3;
    if (!from.department.empty()) y += canvas_.text({seller_x, y, width, 0}, from.department, small) + 3;
    if (!from.phone.empty()) y += canvas_.text({seller_x, y, width, 0}, word("phone") + from.phone, small) + 3;
    if (!from.email.empty()) y += canvas_.text({seller_x, y, width, 0}, word("email") + from.email, small) + 3;
    return y;
  }

  void greeting() {
    y_ += canvas_.text({left, y_, content_width, 0}, kind_word("greeting"), {.size = 10}) + 6;
    if (document_.subject.empty()) return;
    const auto label = kind_word("subject");
    const double label_width = canvas_.text_width(label, {.size = 10, .color = faint}) + 10;
    canvas_.text({left, y_, 0, 0}, label, {.size = 10, .color = faint});
    y_ += canvas_.text({left + label_width, y_, content_width - label_width, 0}, document_.subject, {.size = 10}) + 8;
  }

  void total_box() {
    constexpr double height = 40;
    keep_together(height + 14);
    const PdfBox box{left, y_, content_width, height};
    canvas_.fill(box, tint);
    canvas_.frame(box, 1, accent);
    canvas_.text({left + 14, y_ + 13, 0, 0}, kind_word("total"), {.size = 11});
    canvas_.text({left + 130, y_ + 7, 190, 0}, money(document_.total), {.size = 20, .align = PdfAlign::right, .color = accent});
    canvas_.text({left + 328, y_ + 14, 60, 0}, word("tax_included"), {.size = 9.5, .color = faint});
    const auto& deadline = document_.valid_until ? document_.valid_until : document_.due_on;
    if (deadline) {
      canvas_.text({left + 376, y_ + 6, content_width - 388, 0}, word(document_.valid_until ? "valid_until" : "due_on"),
                   {.size = 8.5, .align = PdfAlign::right, .color = faint});
      canvas_.text({left + 376, y_ + 19, content_width - 388, 0}, date(*deadline), {.size = 11, .align = PdfAlign::right});
    }
    y_ += height + 14;
  }

  void table_head() {
    constexpr double height = 19;
    canvas_.fill({left, y_, content_width, height}, accent);
    for (const auto& column : columns) {
      const PdfStyle style{.size = 9, .align = column.name == "description" ? PdfAlign::left : PdfAlign::center, .color = {1, 1, 1}};
      canvas_.text({column.x, y_ + 4.5, column.width, 0}, word(fmt::format("column.{}", column.name)), style);
    }
    y_ += height;
  }

  std::array<std::string, columns.size()> cells(const PdfLine& line, std::size_t number) const {
    return {std::to_string(number),   line.description,
            grouped(line.quantity),   line.unit,
            grouped(line.unit_price), fmt::format("{}%{}", line.tax_rate, line.reduced_rate ? word("reduced_mark") : ""),
            grouped(line.amount)};
  }

  void lines() {
    keep_together(60);
    table_head();
    for (std::size_t i = 0; i < document_.lines.size(); ++i) {
      const auto row = cells(document_.lines[i], i + 1);
      double height = 0;
      for (std::size_t c = 0; c < columns.size(); ++c)
        height = std::max(height, canvas_.text_height(row[c], columns[c].width, {.align = columns[c].align}));
      height += 9;
      if (y_ + height > bottom) {
        new_page();
        table_head();
      }
      for (std::size_t c = 0; c < columns.size(); ++c)
        canvas_.text({columns[c].x, y_ + 4.5, columns[c].width, 0}, row[c], {.align = columns[c].align});
      y_ += height;
      canvas_.rule(left, y_, right, 0.4, hairline);
    }
    canvas_.rule(left, y_, right, 1, accent);
    y_ += 12;
  }

  using Row = std::vector<std::string>;
  /// A small table with a filled head row; columns are as wide as given, numbers to the right.
  double small_table(const PdfBox& box, const std::vector<double>& widths, const std::vector<Row>& rows) {
    constexpr double row_height = 17;
    double y = box.y;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (r == 0) canvas_.fill({box.x, y, box.width, row_height}, tint);
      double x = box.x;
      for (std::size_t c = 0; c < widths.size(); ++c) {
        const auto align = r == 0 || c == 0 ? PdfAlign::center : PdfAlign::right;
        canvas_.text({x + 5, y + 3.5, widths[c] - 10, 0}, rows[r][c], {.size = 9, .align = align});
        x += widths[c];
      }
      y += row_height;
      canvas_.rule(box.x, y, box.x + box.width, 0.4, hairline);
    }
    canvas_.frame({box.x, box.y, box.width, y - box.y}, 0.6, faint);
    return y;
  }

  /// Totals at the right, the breakdown by tax rate at the left (適格請求書: total and tax per rate).
  void sums() {
    const bool reduced = std::ranges::any_of(document_.lines, &PdfLine::reduced_rate);
    const double height = 17.0 * static_cast<double>(std::max<std::size_t>(document_.taxes.size() + 1, 3)) + (reduced ? 16 : 0) + 30;
    keep_together(height);
    std::vector<Row> breakdown{{word("column.rate"), word("net_of_rate"), word("tax_of_rate")}};
    for (const auto& tax : document_.taxes)
      breakdown.push_back(
          {fmt::format("{}%", tax.rate) + (tax.rate == 8 && reduced ? word("reduced_mark") : ""), money(tax.net), money(tax.tax)});
    double left_end = small_table({left, y_, 254, 0}, {54, 110, 90}, breakdown);
    if (reduced) left_end += 4 + canvas_.text({left, left_end + 4, 254, 0}, word("reduced_note"), {.size = 8.5, .color = faint});
    y_ = std::max(left_end, totals()) + 16;
  }

  double totals() {
    constexpr double x = left + 286;
    double y = y_;
    const auto row = [&](const std::string& label, std::int64_t value, double size) {
      canvas_.text({x + 4, y + 3, 110, 0}, label, {.size = 9.5});
      y += canvas_.text({x + 100, y + 3, right - x - 106, 0}, money(value), {.size = size, .align = PdfAlign::right}) + 6;
      canvas_.rule(x, y, right, 0.4, hairline);
    };
    row(word("net"), document_.net, 9.5);
    row(word("tax"), document_.tax, 9.5);
    row(word("total"), document_.total, 12);
    canvas_.rule(x, y, right, 1, accent);
    return y;
  }

  void bank() {
    if (!document_.bank) return;
    const auto& account = *document_.bank;
    const std::array<std::pair<std::string, std::string>, 3> rows{{{word("bank.name"), account.bank + " " + account.branch},
                                                                   {word("bank.number"), account.kind + " " + account.number},
                                                                   {word("bank.holder"), account.holder}}};
    constexpr double label_width = 74;
    constexpr double value_x = left + 12 + label_width;
    double height = 30;
    for (const auto& row : rows) height += canvas_.text_height(row.second, right - value_x - 12, {}) + 4;
    keep_together(height + 14);
    canvas_.fill({left, y_, content_width, 18}, tint);
    canvas_.frame({left, y_, content_width, height}, 0.6, faint);
    canvas_.text({left + 12, y_ + 4, 0, 0}, word("bank.title"), {.size = 9.5});
    double y = y_ + 25;
    for (const auto& [label, value] : rows) {
      canvas_.text({left + 12, y, label_width, 0}, label, {.size = 9, .color = faint});
      y += canvas_.text({value_x, y, right - value_x - 12, 0}, value, {}) + 4;
    }
    y_ += height + 14;
  }

  void notes() {
    if (document_.notes.empty()) return;
    const PdfStyle style{.size = 9};
    double height = 20;
    for (const auto& note : document_.notes) height += canvas_.text_height(note, content_width - 12, style) + 3;
    keep_together(std::min(height, bottom - top));
    y_ += canvas_.text({left, y_, 0, 0}, word("notes"), {.size = 9.5, .color = faint}) + 4;
    for (const auto& note : document_.notes) {
      const double note_height = canvas_.text_height(note, content_width - 12, style);
      keep_together(note_height);
      canvas_.text({left, y_, 0, 0}, is_japanese() ? "・" : "-", style);
      canvas_.text({left + 12, y_, content_width - 12, 0}, note, style);
      y_ += note_height + 3;
    }
  }

  const PdfDocument& document_;
  PdfCanvas& canvas_;
  int pages_;
  int page_ = 1;
  double y_ = top;
};

} // namespace

std::string_view to_string(PdfKind kind) {
  switch (kind) {
  case PdfKind::quote:
    return "quote";
  case PdfKind::invoice:
    return "invoice";
  case PdfKind::receipt:
    return "receipt";
  }
  return "?";
}

core::Result<core::Bytes> render_pdf(const PdfDocument& document, const PdfFonts& fonts) {
  const PdfCanvas::Description description{title_of(document) + " " + document.number, document.seller.name,
                                           core::to_string(document.issued_on) + "T00:00:00Z"};
  int pages = 1;
  {
    // The first drawing only counts pages, for "1 / 3".
    auto canvas = TRY(PdfCanvas::create(fonts.gothic, description));
    pages = Sheet(document, *canvas, pages).draw();
  }
  auto canvas = TRY(PdfCanvas::create(fonts.gothic, description));
  Sheet(document, *canvas, pages).draw();
  return canvas->finish();
}

} // namespace outbound

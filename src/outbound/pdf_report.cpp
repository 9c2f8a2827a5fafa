#include "outbound/pdf_report.h"

#include "core/text.h"
#include "outbound/pdf_canvas.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace outbound {
namespace {

constexpr double left = 45;
constexpr double right = PdfCanvas::page_width - 45;
constexpr double content_width = right - left;
constexpr double top = 42;
constexpr double bottom = PdfCanvas::page_height - 52;
constexpr double label_width = 118;
constexpr double cell_gap = 8;
constexpr double row_gap = 6;
constexpr PdfColor faint{0.42, 0.45, 0.50};
constexpr PdfColor accent{0.09, 0.22, 0.38};
constexpr PdfColor hairline{0.78, 0.80, 0.83};
constexpr PdfColor tint{0.93, 0.95, 0.97};
constexpr PdfStyle cell_style{.size = 8.5};
constexpr PdfStyle label_style{.size = 9, .color = faint};
constexpr PdfStyle value_style{.size = 9.5};

class ReportSheet {
public:
  ReportSheet(const PdfReport& report, PdfCanvas& canvas, int pages) : report_(report), canvas_(canvas), pages_(pages) {}

  /// Draws everything; the number of pages used.
  int draw() {
    title();
    for (const auto& section : report_.sections) draw(section);
    footer();
    return page_;
  }

private:
  void footer() {
    canvas_.rule(left, bottom + 12, right, 0.4, hairline);
    canvas_.text({left, bottom + 17, content_width - 60, 0}, report_.footer, {.size = 8, .color = faint});
    canvas_.text({right - 60, bottom + 17, 60, 0}, fmt::format("{} / {}", page_, pages_),
                 {.size = 8, .align = PdfAlign::right, .color = faint});
  }
  void new_page() {
    footer();
    canvas_.next_page();
    ++page_;
    y_ = top;
  }
  bool keep_together(double height) {
    if (y_ + height <= bottom || y_ == top) return false;
    new_page();
    return true;
  }

  void title() {
    y_ += canvas_.text({left, y_, content_width, 0}, report_.title, {.size = 18, .color = accent}) + 3;
    y_ += canvas_.text({left, y_, content_width, 0}, report_.subtitle, {.size = 9.5, .color = faint}) + 6;
    canvas_.rule(left, y_, right, 1.4, accent);
    y_ += 14;
  }

  /// The height of what a heading must not be parted from.
  double beginning_of(const PdfSection& section) {
    if (!section.facts.empty()) return fact_height(section.facts.front().first, section.facts.front().second);
    if (section.table.rows.empty()) return 0;
    const auto places = columns(section.table);
    return height_of(section.table.head, places) + height_of(section.table.rows.front(), places);
  }

  void draw(const PdfSection& section) {
    keep_together(std::max(60.0, 30 + beginning_of(section)));
    y_ += canvas_.text({left, y_, content_width, 0}, section.heading, {.size = 12, .color = accent}) + 3;
    canvas_.rule(left, y_, right, 0.6, accent);
    y_ += 6;
    for (const auto& [label, value] : section.facts) fact(label, value);
    if (section.table.rows.empty() && section.facts.empty() && section.text.empty())
      y_ += canvas_.text({left, y_, content_width, 0}, section.empty, label_style) + 4;
    if (!section.table.rows.empty()) table(section.table);
    text(section.text);
    y_ += 12;
  }

  void text(const std::string& lines) {
    if (lines.empty()) return;
    y_ += 6;
    for (const auto& line : core::split(lines, '\n')) paragraph(line);
  }

  void paragraph(const std::string& text) {
    keep_together(canvas_.text_height(text, content_width, value_style) + 5);
    y_ += canvas_.text({left, y_, content_width, 0}, text, value_style) + 5;
  }

  double fact_height(const std::string& label, const std::string& value) {
    return std::max(canvas_.text_height(label, label_width - cell_gap, label_style),
                    canvas_.text_height(value, content_width - label_width, value_style));
  }

  void fact(const std::string& label, const std::string& value) {
    const double width = content_width - label_width;
    const double height = fact_height(label, value);
    keep_together(height + 4);
    canvas_.text({left, y_, label_width - cell_gap, 0}, label, label_style);
    canvas_.text({left + label_width, y_, width, 0}, value, value_style);
    y_ += height + 4;
  }

  /// Where each column begins and how wide its text may be.
  std::vector<PdfBox> columns(const PdfTable& table) const {
    const double sum = std::accumulate(table.widths.begin(), table.widths.end(), 0.0);
    std::vector<PdfBox> out;
    double x = left;
    for (const double share : table.widths) {
      const double width = content_width * share / sum;
      out.push_back({x + 3, 0, width - cell_gap, 0});
      x += width;
    }
    return out;
  }

  double height_of(const std::vector<std::string>& row, const std::vector<PdfBox>& places) {
    double height = 0;
    for (std::size_t i = 0; i < places.size() && i < row.size(); ++i)
      height = std::max(height, canvas_.text_height(row[i], places[i].width, cell_style));
    return height + row_gap;
  }

  void row(const std::vector<std::string>& cells, const std::vector<PdfBox>& places, double height, const PdfStyle& style) {
    for (std::size_t i = 0; i < places.size() && i < cells.size(); ++i)
      canvas_.text({places[i].x, y_ + row_gap / 2, places[i].width, 0}, cells[i], style);
    y_ += height;
    canvas_.rule(left, y_, right, 0.4, hairline);
  }

  void table(const PdfTable& table) {
    const auto places = columns(table);
    const auto head = [&] {
      const double height = height_of(table.head, places);
      canvas_.fill({left, y_, content_width, height}, tint);
      row(table.head, places, height, {.size = 8.5, .color = accent});
    };
    keep_together(height_of(table.head, places) + (table.rows.empty() ? 0 : height_of(table.rows.front(), places)));
    head();
    for (const auto& cells : table.rows) {
      const double height = height_of(cells, places);
      if (keep_together(height)) head();
      row(cells, places, height, cell_style);
    }
  }

  const PdfReport& report_;
  PdfCanvas& canvas_;
  int pages_;
  int page_ = 1;
  double y_ = top;
};

} // namespace

core::Result<core::Bytes> render_report(const PdfReport& report, const PdfFonts& fonts) {
  const PdfCanvas::Description description{report.title, report.author, report.created};
  int pages = 1;
  {
    // The first drawing only counts pages, for "1 / 3".
    auto canvas = TRY(PdfCanvas::create(fonts.gothic, description));
    pages = ReportSheet(report, *canvas, pages).draw();
  }
  auto canvas = TRY(PdfCanvas::create(fonts.gothic, description));
  ReportSheet(report, *canvas, pages).draw();
  return canvas->finish();
}

} // namespace outbound

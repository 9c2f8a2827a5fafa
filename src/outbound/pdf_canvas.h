#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace outbound {

struct PdfColor {
  double red = 0;
  double green = 0;
  double blue = 0;
};

enum class PdfAlign : std::uint8_t { left, center, right };

struct PdfStyle {
  double size = 9.5; ///< points
  PdfAlign align = PdfAlign::left;
  PdfColor color{0.13, 0.15, 0.18};
  double letter_spacing = 0;
};

/// A rectangle in points, y downwards. Text uses x, y and width; its height follows from it.
struct PdfBox {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

/// A4 pages of text, rules and filled boxes over cairo and pango, with one embedded font. What is drawn is measured
/// first, so that no two things lie over each other.
class PdfCanvas {
public:
  static constexpr double page_width = 595.28;
  static constexpr double page_height = 841.89;

  /// What readers of the file see about it; `created` is ISO 8601 and makes the file reproducible.
  struct Description {
    std::string title;
    std::string author;
    std::string created;
  };
  static core::Result<std::unique_ptr<PdfCanvas>> create(const std::string& font_file, const Description& description);
  ~PdfCanvas();
  PdfCanvas(const PdfCanvas&) = delete;
  PdfCanvas& operator=(const PdfCanvas&) = delete;

  /// The height that the text takes when wrapped to `width`.
  double text_height(std::string_view text, double width, const PdfStyle& style);
  double text_width(std::string_view text, const PdfStyle& style);
  /// Draws wrapped text from the box's upper left corner and returns its height.
  double text(const PdfBox& box, std::string_view text, const PdfStyle& style);
  void rule(double x1, double y, double x2, double thickness, const PdfColor& color);
  void fill(const PdfBox& box, const PdfColor& color);
  void frame(const PdfBox& box, double thickness, const PdfColor& color);
  void next_page();
  /// Ends the file.
  core::Result<core::Bytes> finish();

private:
  struct State;
  explicit PdfCanvas(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

} // namespace outbound

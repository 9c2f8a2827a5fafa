#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "outbound/pdf.h"

#include <string>
#include <utility>
#include <vector>

namespace outbound {

struct PdfTable {
  std::vector<std::string> head;
  std::vector<double> widths; ///< shares of the page's width, in any unit
  std::vector<std::vector<std::string>> rows;
};

/// A heading with facts, then a table, then paragraphs; where all are empty, `empty` says so in words.
struct PdfSection {
  std::string heading;
  std::vector<std::pair<std::string, std::string>> facts;
  PdfTable table;
  std::string empty;
  std::string text = {}; ///< a paragraph a line
};

/// A report of any length: title, sections that flow over pages, heads repeated, page numbers.
struct PdfReport {
  std::string title;
  std::string subtitle;
  std::string author;
  std::string created; ///< ISO 8601; makes the file reproducible
  std::string footer;
  std::vector<PdfSection> sections;
};

/// A4 PDF, the same bytes for the same report. Thread-safe.
core::Result<core::Bytes> render_report(const PdfReport& report, const PdfFonts& fonts = {});

} // namespace outbound

#pragma once

#include "cli/admin.h"

/// `shomei admin …` about the desk's work: the use cases of its reports, by the command line, beside the servers that may run.
namespace cli::admin {

/// A period as it was typed, days of the desk's zone (`2026-10-01`); `quarter` is `2026Q4`.
struct PeriodWords {
  std::string quarter, from, to;
};

struct DeskReportWords {
  PeriodWords period; ///< of this month where empty
  bool csv = false;   ///< the cases behind the report, a line each, instead
};
/// How the desk stands, and how it did (C10).
core::Result<int> report_desk(const Target& target, const DeskReportWords& words);

struct SampleWords {
  PeriodWords period;
  std::string seed; ///< a random one where empty, which is printed
  std::string level;
  int percent = 3;
  std::string out; ///< folder for the ZIP of the cases' files; empty: only the list
};
/// The auditor's sample (docs/formats/audit-sample.md).
core::Result<int> draw_sample(const Target& target, const SampleWords& words);

/// The file of the case of an application (docs/formats/case-file.md), by the application's number.
core::Result<int> export_case(const Target& target, const std::string& number, const std::filesystem::path& file);

/// The cases whose records may be destroyed today.
core::Result<int> report_retention(const Target& target);

} // namespace cli::admin

#pragma once

#include "outbound/pdf_report.h"
#include "usecases/case_file_data.h"

namespace usecases {

/// The words of a case's file in one language, those of the pages where they have them (`i18n/*/words.toml`).
class CaseWords {
public:
  CaseWords(const World& world, const CaseFileData& data, core::Language language) : world_(world), data_(data), language_(language) {}

  core::Language language() const { return language_; }
  /// Of `casefile.toml`.
  std::string word(const std::string& key, const core::Params& params = {}) const;
  /// The word for a stored code of one of the groups, the first that has it; the code itself where none does.
  std::string code(std::initializer_list<std::string_view> groups, const std::string& value) const;
  std::string action(const std::string& name) const;
  std::string at(core::Instant instant) const;
  /// `–` where it is not known.
  std::string at(const std::optional<core::Instant>& instant) const;
  /// Name and role of whoever acted.
  std::string who(const std::string& id) const;
  /// When, and by whom where it was somebody.
  std::string at_by(const std::optional<core::Instant>& instant, const std::string& id) const;
  /// The words of several codes, `・` between them.
  std::string codes(std::string_view group, const std::vector<std::string>& values) const;
  outbound::PdfSection section(const std::string& key) const;
  std::vector<std::string> head(const std::vector<std::string>& keys) const;

private:
  const World& world_;
  const CaseFileData& data_;
  core::Language language_;
};

/// What a file of a case tells, section by section.
struct CaseSections {
  const World& world;
  const CaseFileData& data;
  const CaseWords& words;

  outbound::PdfSection application() const;
  outbound::PdfSection organization() const;
  outbound::PdfSection people() const;
  outbound::PdfSection consents() const;
  outbound::PdfSection certificates() const;
  outbound::PdfSection mails() const;
  outbound::PdfSection timeline() const;

  outbound::PdfSection steps() const;
  outbound::PdfSection evidence() const;
  outbound::PdfSection domains() const;
  outbound::PdfSection correlation() const;
  outbound::PdfSection numbers() const;
  outbound::PdfSection calls() const;
  outbound::PdfSection questions() const;
  outbound::PdfSection documents() const;
  outbound::PdfSection high_risk() const;
  outbound::PdfSection decisions() const;
  outbound::PdfSection notes() const;
};

} // namespace usecases

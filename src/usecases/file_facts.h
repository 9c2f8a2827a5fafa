#pragma once

#include "storage/case_file.h"
#include "storage/evidence.h"

#include <boost/json.hpp>

#include <string>
#include <vector>

namespace usecases {

/// What a document says, in the words of the specialist who read it; empty where he found nothing.
struct ShownByFile {
  std::string name;
  std::string address;
  std::string issued_on; ///< YYYY-MM-DD
};
/// As a record keeps it.
boost::json::object to_facts(const ShownByFile& shown);
/// Of the record that took the document over, or of the one that came with it.
ShownByFile shown_by_file(const storage::EvidenceFileRow& file, const std::vector<storage::RecordRow>& records);

} // namespace usecases

#pragma once

#include "core/result.h"

#include <string>
#include <vector>

namespace domain {

/// Who has worked on a case, and who could decide on it.
struct FourEyes {
  struct Colleague {
    std::string id;
    std::string name;
    bool may_approve = false; ///< by role, and not disabled
  };
  std::vector<std::string> workers; ///< everybody whose own work the case rests on
  std::string recommended_by;
  std::vector<Colleague> staff;
};

/// C09: what is left to a second pair of eyes is nobody's who recommended the case or worked in it. `four_eyes` names the one who may not,
/// who recommended, and who could.
core::Result<void> check_four_eyes(const FourEyes& facts, const std::string& user);

} // namespace domain

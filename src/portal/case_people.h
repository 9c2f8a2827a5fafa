#pragma once

#include "usecases/case_view.h"

#include <boost/describe.hpp>

#include <string>
#include <vector>

/// What can be said about who holds which role of a case (B02–B06).
namespace portal {

struct PersonConflict {
  std::string code;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(PersonConflict, (), (code, detail))

/// Two roles that the rules keep apart; only `same` is a fault.
struct PersonPairDto {
  std::string first;
  std::string second;
  std::string standing; ///< different | same_claimed | same_confirmed | same
  static std::string dto_name() { return "PersonPair"; }
};
BOOST_DESCRIBE_STRUCT(PersonPairDto, (), (first, second, standing))

domain::ValidationLevel level_of(const usecases::World& world, const std::string& product);
/// What speaks against these people in their roles, shown beside the evidence (B06).
std::vector<PersonConflict> to_conflicts(const usecases::World& world, const usecases::CaseView& view, core::Language language);
std::vector<PersonPairDto> to_pairs(const usecases::CaseView& view);

} // namespace portal

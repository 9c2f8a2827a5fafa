#include "domain/states.h"

#include "core/errors.h"

namespace domain {

core::Failure refuse_move(std::string_view thing, std::string_view from, std::string_view to) {
  return core::fail(core::errors::illegal_transition,
                    {{"thing", std::string(thing)}, {"from", std::string(from)}, {"to", std::string(to)}});
}

} // namespace domain

#pragma once

#include "usecases/action.h"

namespace portal {

using usecases::Action;
using usecases::make_action;

} // namespace portal

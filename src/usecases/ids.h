#pragma once

#include "storage/ids.h"

namespace usecases {

using storage::ApiKeyId;
using storage::ApplicationId;
using storage::OrderId;
using storage::QuoteId;
using storage::ValidationId;

} // namespace usecases

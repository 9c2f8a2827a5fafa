#pragma once

#include "core/id.h"

namespace storage {

using AccountId = core::Id<"acc">;
using ClientId = core::Id<"cli">;
using OrganizationId = core::Id<"org">;
using UserId = core::Id<"usr">;
using ApiKeyId = core::Id<"key">;
using QuoteId = core::Id<"quo">;
using OrderId = core::Id<"ord">;
using DocumentId = core::Id<"doc">;
using PaymentId = core::Id<"pay">;
using AccessCodeId = core::Id<"cod">;
using LicenceId = core::Id<"lic">;
using MovementId = core::Id<"mov">;
using ApplicationId = core::Id<"app">;
using ContactId = core::Id<"con">;
using ValidationId = core::Id<"dcv">;
using ValidationMailId = core::Id<"dcm">;
using CaseId = core::Id<"cas">;
using ConsentId = core::Id<"cns">;
using ConsentLinkId = core::Id<"lnk">;
using RecordId = core::Id<"rec">;
using NoteId = core::Id<"not">;
using CallId = core::Id<"cal">;
using CallAdditionId = core::Id<"cad">;
using NumberId = core::Id<"num">;
using HolidayListId = core::Id<"hol">;
using IssuerId = core::Id<"isr">;
using IntentId = core::Id<"int">;
using CertificateId = core::Id<"crt">;
using JobId = core::Id<"job">;
using OutboxId = core::Id<"out">;
using ImportId = core::Id<"imp">;
using QuestionId = core::Id<"que">;
using FileId = core::Id<"fil">;
using DecisionId = core::Id<"dec">;
using DifferenceId = core::Id<"dif">;
using DeniedId = core::Id<"den">;
using HitId = core::Id<"hit">;
using ScreeningId = core::Id<"scr">;
using DestructionId = core::Id<"dst">;

} // namespace storage

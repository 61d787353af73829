// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What a fuzzer, or the short test, calls with each input. It aborts on a fault of ours. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

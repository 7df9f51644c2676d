/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stddef.h>
#include <stdint.h>

/* What a fuzz target offers. libFuzzer calls it with bytes of its invention;
 * gw-fuzz-replay.c calls it with the seeds and plain changes of them. It must
 * not keep anything, and a broken promise is abort(): g_assert and friends.
 *
 * A new target is fuzz-NAME.c, one line in meson.build, and a folder of small
 * seeds, corpus/NAME.
 */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

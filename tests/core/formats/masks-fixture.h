/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "formats-fixture.h"

/* What tests of masks that are pictures share. */

#define MASKS_W 8
#define MASKS_H 4

/* 0 background, 1 a square of 2 by 2 at (1, 1), 2 the two columns on the right. */
extern const guint8 masks_plain[MASKS_W * MASKS_H];

void masks_write_gray (Fixture *self, const char *name, const guint8 *rows);
/* The pixels of a class (name) in a record, all of whose objects must be sound masks. */
guint64 masks_area_of (Fixture *self, guint record, const char *class);
/* That all masks of a folder have the values of those of another, however written. */
void masks_assert_same_values (const char *a, const char *b, guint n_expected);
/* That files of two folders of the fixture have the same bytes; names ends with NULL. */
void masks_assert_same_files (Fixture *self, const char *a, const char *b, const char *const *names);

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "formats-fixture.h"

/* Everything that records may hold (spec formats 1), one kind an image, for the tests of what
 * formats lose.
 */
typedef struct
{
  const char *name;    /* the image is called by it */
  const char *members; /* of its line in a .gw.jsonl; each begins with a comma */
  const char *classes; /* those that it needs, with commas between them */
} LossKind;

/* Images are that large. */
#define LOSS_WIDTH 40
#define LOSS_HEIGHT 20

extern const LossKind loss_kinds[];
extern const gsize n_loss_kinds;

/* Whether it is in each file, so that no format has a set of nothing. */
gboolean loss_kind_is_companion (gsize kind);
/* A file with one kind and the companions, or all of them where kind is n_loss_kinds; their
 * pictures are made.
 */
char *loss_kinds_write (Fixture *self, gsize kind);

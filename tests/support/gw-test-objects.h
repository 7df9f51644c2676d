/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-object.h"
#include "gw-random.h"

G_BEGIN_DECLS

/* Objects of chance for property tests: the same from the same seed. Shapes
 * are valid, lie inside an image of width x height (at least 8 x 8), and are
 * of `kind`; objects have a new id from the seed and all else in some of them.
 */
void gw_test_random_shape (gw_random *random, GwShapeKind kind, int width, int height, GwShape *shape);
GwShapeKind gw_test_random_kind (gw_random *random);
GwObject *gw_test_random_object (gw_random *random, GwShapeKind kind, int width, int height);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which part of a split ("train", "val", "test") each image falls into, by
 * chance that depends on the seed and the paths alone: the images in the
 * order of SHA-256 over seed and path, cut at the shares.
 */
typedef struct _GwSplitPlan GwSplitPlan;

/* From "train=0.8,val=0.1,test=0.1": names once each, shares above 0 that add
 * up to 1 (within 1e-6). GW_ERROR_INVALID else.
 */
GwSplitPlan *gw_split_plan_new (const char *text, guint64 seed, GError **error);
void gw_split_plan_free (GwSplitPlan *self);

/* As it was made. */
const char *gw_split_plan_get_text (const GwSplitPlan *self);
guint64 gw_split_plan_get_seed (const GwSplitPlan *self);

/* All images must be added before the first is asked for. */
void gw_split_plan_add (GwSplitPlan *self, gint64 image_id, const char *path);
/* NULL for an image that was not added. Sorts when first asked. */
const char *gw_split_plan_find (GwSplitPlan *self, gint64 image_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSplitPlan, gw_split_plan_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "labeling-page-fixture.h"

/* A key takes the way that the toolkit gives it: controllers that catch it
 * first, then those of the widget with the focus, then those of the page
 * around it. TRUE: it was used.
 */
gboolean labeling_send_key (LabelingPageFixture *fixture, const char *key, const char *signal);
/* Down and up again. */
gboolean labeling_press_key (LabelingPageFixture *fixture, const char *key);
/* The controllers of a widget alone, whatever their phase. */
gboolean labeling_offer_key (GtkWidget *widget, const char *key);

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-application.h"

G_BEGIN_DECLS

void _gw_application_add_actions (GwApplication *self);
void _gw_application_present_welcome (GwApplication *self);

G_END_DECLS

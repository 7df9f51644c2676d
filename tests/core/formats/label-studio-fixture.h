/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "formats-fixture.h"

/* What tests of Label Studio share. */

/* Of a picture of 200 by 100. */
#define SIDES "\"original_width\":200,\"original_height\":100,\"image_rotation\":0,\"to_name\":\"image\""

#define BOX \
  "{\"id\":\"A\",\"type\":\"rectanglelabels\",\"from_name\":\"label\"," SIDES ",\"value\":{\"x\":10,\"y\":20," \
  "\"width\":30,\"height\":40,\"rotation\":0,\"rectanglelabels\":[\"cat\"]}}"

/* What several people said of an image, of whom one skipped it, and what models did. */
extern const char studio_people[];
extern const char studio_predictions[];

/* A file with one task, whose image is a.png, and these results in one annotation. (transfer full): its path */
char *studio_write_results (Fixture *self, const char *name, const char *results);
/* Reads such a task, which must be told of in full. */
void studio_read_results (Fixture *self, const char *results);

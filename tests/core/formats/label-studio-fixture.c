/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "label-studio-fixture.h"

/* A task whose image is a.png, with these results in one annotation. */
#define TASK "{\"id\":1,\"data\":{\"image\":\"a.png\"},\"annotations\":[{\"id\":1,\"completed_by\":1,\"result\":[%s]}]}"

/* Each is a record; who skipped the image has labeled nothing. */
const char studio_people[] = "[{\"id\":1,\"data\":{\"image\":\"a.png\"},\"annotations\":["
                             "{\"id\":7,\"completed_by\":{\"id\":3,\"email\":\"kim@x.org\"},\"ground_truth\":true,"
                             "\"lead_time\":4.5,\"updated_at\":\"2024-01-30T02:40:43.893578Z\",\"result\":[" BOX "]},"
                             "{\"id\":8,\"completed_by\":2,\"result\":[]},"
                             "{\"id\":9,\"completed_by\":4,\"was_cancelled\":true,\"result\":[" BOX "]},"
                             "{\"id\":10,\"result\":[" BOX "]}]}]";

const char studio_predictions[] =
    "[{\"id\":1,\"data\":{\"image\":\"a.png\"},\"annotations\":[{\"completed_by\":1,\"result\":[" BOX "]}],"
    "\"predictions\":[{\"model_version\":\"m1\",\"score\":0.5,\"result\":["
    "{\"type\":\"rectanglelabels\"," SIDES ",\"score\":0.75,\"value\":{\"x\":1,\"y\":1,\"width\":1,\"height\":1,"
    "\"rectanglelabels\":[\"dog\"]}},"
    "{\"type\":\"rectanglelabels\"," SIDES ",\"value\":{\"x\":5,\"y\":1,\"width\":1,\"height\":1,"
    "\"rectanglelabels\":[\"dog\"]}},"
    "{\"type\":\"choices\",\"score\":0.25,\"value\":{\"choices\":[\"day\"]}}]},"
    "{\"model_version\":\"m2\",\"result\":[]}]}]";

char *
studio_write_results (Fixture *self, const char *name, const char *results)
{
  g_auto (GStrv) parts = g_strsplit (TASK, "%s", 2);
  g_autofree char *task = g_strjoinv (results, parts);
  g_autofree char *text = g_strconcat ("[", task, "]", NULL);

  return fixture_write (self, name, text);
}

void
studio_read_results (Fixture *self, const char *results)
{
  g_autofree char *source = studio_write_results (self, "set/tasks.json", results);

  fixture_picture (self, "set/a.png", 200, 100);
  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  fixture_assert_adds_up (self);
}

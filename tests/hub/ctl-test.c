// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl-test.h"

void
ctl_run_clear (CtlRun *self)
{
  g_free (self->output);
  g_free (self->errors);
}

static CtlRun
run (const char *const *before, const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  GError *error = NULL;
  CtlRun self = { 0 };

  g_ptr_array_add (argv, (gpointer) g_getenv ("STIPPLECTL"));
  for (; before != NULL && *before != NULL; before++)
    g_ptr_array_add (argv, (gpointer) *before);
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (gpointer) *arguments);
  g_ptr_array_add (argv, NULL);
  process =
      g_subprocess_newv ((const char *const *) argv->pdata,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &self.output, &self.errors, &error);
  g_assert_no_error (error);
  self.status = g_subprocess_get_exit_status (process);
  return self;
}

CtlRun
ctl_run (const char *const *arguments)
{
  return run (NULL, arguments);
}

CtlRun
ctl_run_at (HubTest *self, const char *const *arguments)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  g_autofree char *password = g_build_filename (self->dir, "password", NULL);
  const char *before[] = { "--hub", url, "--password-file", password, NULL };

  g_assert_true (g_file_set_contents (password, hub_test_get_password (), -1, NULL));
  return run (before, arguments);
}

// SPDX-License-Identifier: GPL-3.0-or-later

/* Linked into the programs of a build with AddressSanitizer, and into no other.
 *
 * GLib's table of quarks starts at 2048 places, is made anew when they are used up, and the old one
 * is left to readers that hold no lock. A kiosk uses some 2,050. LeakSanitizer names the old table,
 * and no suppression can: the unwinder sees no further than g_malloc(). So what the libraries
 * allocate while they are loaded is not looked at; a program has nothing of its own by then.
 */

#include <sanitizer/lsan_interface.h>

static void
before_libraries (void)
{
  __lsan_disable ();
}

__attribute__ ((section (".preinit_array"),
                used)) static void (*const preinit) (void) = before_libraries;

__attribute__ ((constructor)) static void
after_libraries (void)
{
  __lsan_enable ();
}

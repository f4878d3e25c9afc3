using System.Runtime.InteropServices;

namespace Kilter.Numerics.Neural;

/// <summary>Moves a thread to another core.</summary>
/// <remarks>
/// Linux on a virtual machine often wakes a thread on the core of the thread that woke it, since idle virtual cores look taken, and leaves it there as
/// long as it has run lately. Asking for all cores but the present one moves it at once; then the old permission is given back. Elsewhere, and where
/// the system refuses, nothing happens: only time depends on it.
/// </remarks>
internal static partial class CoreSwitch
{
    // 1,024 cores, as the C library counts.
    private const int Words = 16;

    /// <summary>Moves the calling thread off the core it runs on, if it may run on another.</summary>
    public static unsafe void LeaveCore()
    {
        var core = Thread.GetCurrentProcessorId();
        if (!OperatingSystem.IsLinux() || core < 0 || core >= Words * 64)
        {
            return;
        }

        ulong* allowed = stackalloc ulong[Words];
        ulong* others = stackalloc ulong[Words];
        if (GetAffinity(0, Words * sizeof(ulong), allowed) < 0)
        {
            return;
        }

        var any = 0UL;
        for (var n = 0; n < Words; n++)
        {
            others[n] = n == core / 64 ? allowed[n] & ~(1UL << (core % 64)) : allowed[n];
            any |= others[n];
        }

        if (any != 0 && SetAffinity(0, Words * sizeof(ulong), others) == 0)
        {
            _ = SetAffinity(0, Words * sizeof(ulong), allowed);
        }
    }

    // 0 means the calling thread.
    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static unsafe partial int GetAffinity(int thread, nuint bytes, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static unsafe partial int SetAffinity(int thread, nuint bytes, ulong* mask);
}

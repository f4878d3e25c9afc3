using System.Runtime.InteropServices;

namespace Kilter.Cli.Rendering;

/// <summary>Two calls of the system that the runtime makes only after preparing a whole console: it would send escape codes to the terminal first.</summary>
internal static class SystemCalls
{
    private const nuint GetWindowSizeOnLinux = 0x5413;

    /// <summary>The terminal's columns, or 0 when it does not say.</summary>
    public static int TerminalColumns()
    {
        if (OperatingSystem.IsLinux())
        {
            var size = default(WindowSize);
            return Control(1, GetWindowSizeOnLinux, ref size) == 0 || Control(2, GetWindowSizeOnLinux, ref size) == 0 ? size.Columns : 0;
        }

        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>write(2): how many bytes were taken, or −1; then <see cref="Marshal.GetLastPInvokeError"/> says why.</summary>
    [DllImport("libc", EntryPoint = "write", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern nint Write(int file, ref byte bytes, nint count);

    // TIOCGWINSZ of ioctl(2).
    [DllImport("libc", EntryPoint = "ioctl"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int file, nuint request, ref WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort PixelsAcross;
        public ushort PixelsDown;
    }
}

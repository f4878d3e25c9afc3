using System.Globalization;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Artifacts;

/// <summary>Writes files so that a reader finds the whole old file or the whole new one, never a part.</summary>
public static class SafeFile
{
    // ENOSPC and EDQUOT on Linux, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static readonly int[] NoSpace = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Lets <paramref name="write"/> fill a file beside <paramref name="path"/>, forces it to disk and puts it in the place of <paramref name="path"/>.</summary>
    /// <remarks>
    /// On any failure, also one that <paramref name="write"/> throws, the file beside is deleted and what was at <paramref name="path"/> stays
    /// as it was. A writer that <paramref name="write"/> wraps around the stream should leave it open: once closed it cannot be forced to disk. A link is followed: the file it points to is replaced. Paths under /dev are written straight, since nothing can stand beside them.
    /// </remarks>
    /// <exception cref="DataException">The folder does not exist, the path is a folder, writing is not permitted, or the disk is full; nothing is left behind.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var target = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
        if (Directory.Exists(target))
        {
            throw new DataException($"'{path}' is a folder; the name of a file is needed.") { File = path };
        }

        var folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            throw new DataException($"'{path}' cannot be written: there is no folder '{folder}'.") { File = path };
        }

        var written = 0L;
        try
        {
            if (target.StartsWith("/dev/", StringComparison.Ordinal))
            {
                using var device = new FileStream(target, FileMode.Open, FileAccess.Write);
                write(device);
                return;
            }

            WholeFile.Replace(target, write, ref written);
        }
        catch (UnauthorizedAccessException inner)
        {
            throw new DataException($"'{path}' cannot be written: permission denied.", inner) { File = path };
        }
        catch (IOException inner) when (NoSpace.Contains(inner.HResult))
        {
            throw new DataException($"'{path}' could not be finished: no space left (needed more than {Size(written)}). Nothing was left behind.", inner) { File = path };
        }
    }

    private static string Size(long bytes)
        => bytes >= 1_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB")
            : bytes >= 1_000 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
}

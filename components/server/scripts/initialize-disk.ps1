# Brings new disks into service, as Disk Management does it by hand: online, MBR, one simple NTFS volume.
# A disk that has a partition style is left as it is, so running it again changes nothing.
#   $LABEL   what the new volumes are called, e.g. Data
for ($i = 0; -not (Get-Disk | Where-Object { -not $_.IsBoot }); $i++) {
    if ($i -eq 60) { throw 'no disk beside the one Windows runs from: is a volume attached?' }
    Start-Sleep -Seconds 5 # attaching takes a while
}
Get-Disk | Where-Object { $_.PartitionStyle -eq 'RAW' } | ForEach-Object {
    Set-Disk -Number $_.Number -IsOffline $false
    Set-Disk -Number $_.Number -IsReadOnly $false
    Initialize-Disk -Number $_.Number -PartitionStyle MBR
    New-Partition -DiskNumber $_.Number -UseMaximumSize -AssignDriveLetter |
        Format-Volume -FileSystem NTFS -NewFileSystemLabel $LABEL -Confirm:$false
}

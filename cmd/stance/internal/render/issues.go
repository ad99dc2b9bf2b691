package render

import (
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// Issues draws the packs and their issues.
func Issues(s Style, list *stancev1.ListIssuesResponse) []byte {
	var buf []byte
	for i, p := range list.GetPacks() {
		if i > 0 {
			buf = append(buf, '\n')
		}
		buf = s.paint(buf, bold, p.GetId())
		buf = append(buf, " "+p.GetVersion()+"  "...)
		buf = s.paint(buf, dim, p.GetDigest())
		buf = append(buf, '\n')
		for _, issue := range list.GetIssues() {
			if issue.GetPackId() != p.GetId() {
				continue
			}
			buf = append(buf, "\n  "...)
			buf = s.paint(buf, cyan, issue.GetId())
			buf = append(buf, "  "+issue.GetLabel()+"\n"...)
			for _, line := range wrap(issue.GetProposition(), s.width()-4) {
				buf = append(buf, "    "+line+"\n"...)
			}
		}
	}
	return buf
}

/** What the CentOS guide has its reader type. */

/** Its loop, word for word but for flanneld: restart comes before enable. */
export const guideLoop = `for SERVICES in etcd kube-apiserver kube-controller-manager kube-scheduler; do
  systemctl restart $SERVICES || exit 1
  systemctl enable $SERVICES || exit 2
  systemctl status $SERVICES || exit 3
done`;
